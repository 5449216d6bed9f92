/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Overwrites what the program frees. Pango, cairo and GTK copy the text that they
 * lay out and draw, and free the copies as they are: without this, backup codes
 * that were forgotten would stay readable in memory that is no longer used.
 *
 * Only in the program itself, where it stands before the C library's own. Not
 * with a sanitizer, which brings its own. */
#include <stdlib.h>

#if defined (__GLIBC__) && !defined (__SANITIZE_ADDRESS__)
#include <malloc.h>
#include <string.h>

/* Larger blocks are given back to the system, or are moved whole. */
#define MAPPED (128 * 1024)

extern void __libc_free (void *memory);
extern void *__libc_realloc (void *memory, size_t size);

__attribute__ ((visibility ("default"))) void free (void *memory);
__attribute__ ((visibility ("default"))) void *realloc (void *memory, size_t size);

void
free (void *memory)
{
  if (memory == NULL)
    return;

  memset (memory, 0, malloc_usable_size (memory));
  /* So that the compiler does not leave it out. */
  __asm__ volatile ("" : : "r" (memory) : "memory");
  __libc_free (memory);
}

void *
realloc (void *memory,
         size_t size)
{
  size_t old = memory != NULL ? malloc_usable_size (memory) : 0;
  void *larger;

  if (memory == NULL || size == 0 || size <= old || old >= MAPPED)
    return __libc_realloc (memory, size);

  larger = malloc (size);
  if (larger == NULL)
    return NULL;

  memcpy (larger, memory, old);
  free (memory);

  return larger;
}
#endif
