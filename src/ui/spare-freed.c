/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Overwrites what the program frees. Pango, cairo and GTK copy the text that they
 * lay out and draw, and free the copies as they are: without this, backup codes
 * that were forgotten would stay readable in memory that is no longer used.
 *
 * Only in the program itself, where it stands before the C library's own and
 * before an allocator that somebody preloads: what is freed goes on to whichever
 * comes next. Not with a sanitizer, which brings its own. */
#include <stdlib.h>

#if defined (__has_feature)
#if __has_feature (address_sanitizer) || __has_feature (memory_sanitizer) || __has_feature (thread_sanitizer)
#define SANITIZED
#endif
#endif
#if defined (__SANITIZE_ADDRESS__) || defined (__SANITIZE_HWADDRESS__) || defined (__SANITIZE_THREAD__)
#define SANITIZED
#endif

#if defined (__GLIBC__) && !defined (SANITIZED)
#include <dlfcn.h>
#include <malloc.h>
#include <string.h>

__attribute__ ((visibility ("default"))) void free (void *memory);
__attribute__ ((visibility ("default"))) void *realloc (void *memory, size_t size);

typedef void (*Free) (void *memory);
typedef void *(*Realloc) (void *memory, size_t size);

static Free next_free;
static Realloc next_realloc;
static __thread int finding;

/* The first call comes while the libraries are loaded, before there are threads. */
static void
find_next (void)
{
  if (finding)
    return;

  finding = 1;
  *(void **) &next_realloc = dlsym (RTLD_NEXT, "realloc");
  *(void **) &next_free = dlsym (RTLD_NEXT, "free");
  finding = 0;
  if (next_free == NULL || next_realloc == NULL)
    abort ();
}

static void
wipe (void  *memory,
      size_t size)
{
  memset (memory, 0, size);
  /* So that the compiler does not leave it out. */
  __asm__ volatile ("" : : "r" (memory) : "memory");
}

void
free (void *memory)
{
  if (memory == NULL)
    return;

  wipe (memory, malloc_usable_size (memory));
  if (next_free == NULL)
    find_next ();
  /* What looking for it frees itself is lost: a few bytes, once. */
  if (next_free != NULL)
    next_free (memory);
}

void *
realloc (void  *memory,
         size_t size)
{
  size_t old = memory != NULL ? malloc_usable_size (memory) : 0;
  void *larger;

  if (memory == NULL)
    return malloc (size);

  if (size <= old)
    {
      /* It may shrink where it is, and leave its end behind. */
      wipe ((char *) memory + size, old - size);
      if (next_realloc == NULL)
        find_next ();
      return next_realloc != NULL ? next_realloc (memory, size) : memory;
    }

  larger = malloc (size);
  if (larger == NULL)
    return NULL;

  memcpy (larger, memory, old);
  free (memory);

  return larger;
}
#endif
