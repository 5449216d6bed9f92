/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-secret.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "spare-error.h"

/* One locked mapping for each secret would lock at least a page each, and the
 * usual limit of 8 MiB would be gone after a few hundred accounts. So small
 * secrets share chunks: powers of two from 32 bytes, one free list each. What
 * is larger than a quarter of a chunk gets a mapping of its own. */
#define CHUNK_SIZE  (65536 - 64) /* with libsodium's canary: 16 pages exactly */
#define CLASS_MIN   32u
#define CLASS_COUNT 10u /* 32 bytes … 16 KiB */
#define CLASS_LARGE G_MAXUINT

struct _SpareSecret
{
  gint   ref_count;
  guint  size_class;
  gsize  size;
  guint8 data[];
};

typedef struct _FreeBlock FreeBlock;
struct _FreeBlock
{
  FreeBlock *next;
};

G_STATIC_ASSERT (sizeof (SpareSecret) == 16);
G_STATIC_ASSERT (CHUNK_SIZE % CLASS_MIN == 0);

static GMutex     slab_mutex;
static FreeBlock *slab_free[CLASS_COUNT];
static guint8    *slab_chunk;      /* the part of the newest chunk … */
static gsize      slab_chunk_left; /* … that was never handed out */
static gint       lock_refused;

G_DEFINE_BOXED_TYPE (SpareSecret, spare_secret, spare_secret_ref, spare_secret_unref)

static gsize
class_size (guint size_class)
{
  return (gsize) CLASS_MIN << size_class;
}

static void
ensure_sodium (void)
{
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      if (sodium_init () < 0)
        g_error ("libsodium could not be initialised");
      g_once_init_leave (&ready, 1);
    }
}

static gpointer
locked_malloc (gsize size)
{
  gpointer memory;

  ensure_sodium ();

  memory = sodium_malloc (size);
  if (memory == NULL)
    g_error ("Out of memory for %" G_GSIZE_FORMAT " bytes", size);

  /* sodium_malloc() does not tell whether its own lock was granted. */
  if (sodium_mlock (memory, size) != 0)
    g_atomic_int_set (&lock_refused, TRUE);

  memset (memory, 0, size);
  return memory;
}

static void
slab_push (guint    size_class,
           gpointer memory)
{
  FreeBlock *block = memory;

  block->next = slab_free[size_class];
  slab_free[size_class] = block;
}

/* What is left of the old chunk goes to the free lists, largest piece first. */
static void
slab_start_chunk (void)
{
  guint size_class = CLASS_COUNT;

  while (size_class-- > 0)
    while (slab_chunk_left >= class_size (size_class))
      {
        slab_push (size_class, slab_chunk);
        slab_chunk += class_size (size_class);
        slab_chunk_left -= class_size (size_class);
      }

  slab_chunk = locked_malloc (CHUNK_SIZE);
  slab_chunk_left = CHUNK_SIZE;
}

static gpointer
slab_pop (guint size_class)
{
  FreeBlock *block;
  guint from = size_class;

  while (from < CLASS_COUNT && slab_free[from] == NULL)
    from++;

  if (from < CLASS_COUNT)
    {
      block = slab_free[from];
      slab_free[from] = block->next;
      block->next = NULL;

      /* Halve it until it fits; the upper halves stay free. */
      while (from > size_class)
        {
          from--;
          slab_push (from, (guint8 *) block + class_size (from));
        }
      return block;
    }

  if (slab_chunk_left < class_size (size_class))
    slab_start_chunk ();

  block = (FreeBlock *) slab_chunk;
  slab_chunk += class_size (size_class);
  slab_chunk_left -= class_size (size_class);
  return block;
}

/**
 * spare_secret_new_empty:
 * @size: bytes, may be 0
 * @data: (out): where to write them
 *
 * Returns: (transfer full): @size zero bytes
 */
SpareSecret *
spare_secret_new_empty (gsize    size,
                        guint8 **data)
{
  SpareSecret *self;
  gsize total;
  guint size_class = 0;

  if (size > G_MAXSIZE / 2)
    g_error ("A secret of %" G_GSIZE_FORMAT " bytes", size);

  total = sizeof *self + size + 1;
  while (size_class < CLASS_COUNT && class_size (size_class) < total)
    size_class++;

  if (size_class < CLASS_COUNT)
    {
      g_mutex_lock (&slab_mutex);
      self = slab_pop (size_class);
      g_mutex_unlock (&slab_mutex);
    }
  else
    {
      /* libsodium aligns the end, so a round size aligns the start. */
      self = locked_malloc ((total + 15) & ~(gsize) 15);
      size_class = CLASS_LARGE;
    }

  self->ref_count = 1;
  self->size_class = size_class;
  self->size = size;

  if (data != NULL)
    *data = self->data;

  return self;
}

/**
 * spare_secret_new:
 * @data: (nullable): bytes to copy; the caller wipes its own copy
 * @size: how many
 *
 * Returns: (transfer full): the secret
 */
SpareSecret *
spare_secret_new (gconstpointer data,
                  gsize         size)
{
  guint8 *copy;
  SpareSecret *self;

  g_return_val_if_fail (data != NULL || size == 0, NULL);

  self = spare_secret_new_empty (size, &copy);
  if (size > 0)
    memcpy (copy, data, size);

  return self;
}

SpareSecret *
spare_secret_new_text (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return spare_secret_new (text, strlen (text));
}

/**
 * spare_secret_shrink:
 * @size: bytes to keep, at most the present size
 *
 * Wipes and drops the tail. Only for whoever has just made the secret.
 */
void
spare_secret_shrink (SpareSecret *self,
                     gsize        size)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (size <= self->size);

  sodium_memzero (self->data + size, self->size - size);
  self->size = size;
}

SpareSecret *
spare_secret_ref (SpareSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
spare_secret_unref (SpareSecret *self)
{
  guint size_class;

  g_return_if_fail (self != NULL);

  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;

  size_class = self->size_class;
  if (size_class == CLASS_LARGE)
    {
      sodium_free (self); /* wipes */
      return;
    }

  sodium_memzero (self, sizeof *self + self->size);

  g_mutex_lock (&slab_mutex);
  slab_push (size_class, self);
  g_mutex_unlock (&slab_mutex);
}

gconstpointer
spare_secret_peek (const SpareSecret *self,
                   gsize             *size)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (size != NULL)
    *size = self->size;

  return self->data;
}

/**
 * spare_secret_peek_text:
 *
 * Returns: the bytes and the NUL behind them; shorter than the size if the
 *   bytes hold a NUL themselves
 */
const char *
spare_secret_peek_text (const SpareSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *) self->data;
}

gsize
spare_secret_get_size (const SpareSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->size;
}

/**
 * spare_secret_equal:
 * @a: (nullable): a secret
 * @b: (nullable): a secret
 *
 * The time it takes depends on the sizes only.
 */
gboolean
spare_secret_equal (const SpareSecret *a,
                    const SpareSecret *b)
{
  if (a == b)
    return TRUE;

  if (a == NULL || b == NULL || a->size != b->size)
    return FALSE;

  return sodium_memcmp (a->data, b->data, a->size) == 0;
}

gboolean
spare_secret_memory_is_locked (void)
{
  return !g_atomic_int_get (&lock_refused);
}

/**
 * spare_secret_protect_process:
 *
 * Also raises the soft limit of locked memory to the hard one, where the
 * system allows it.
 *
 * Returns: FALSE with %SPARE_CORE_ERROR_SELF_TEST if the system refused
 */
gboolean
spare_secret_protect_process (GError **error)
{
  const struct rlimit no_core = { 0, 0 };
  struct rlimit memlock;

  if (sodium_init () < 0)
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_SELF_TEST,
                           "libsodium could not be initialised");
      return FALSE;
    }

  if (prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 || setrlimit (RLIMIT_CORE, &no_core) != 0)
    {
      g_set_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_SELF_TEST,
                   "Core dumps could not be forbidden: %s", g_strerror (errno));
      return FALSE;
    }

  if (getrlimit (RLIMIT_MEMLOCK, &memlock) == 0 && memlock.rlim_cur != memlock.rlim_max)
    {
      memlock.rlim_cur = memlock.rlim_max;
      /* If it fails, spare_secret_memory_is_locked() tells in time. */
      (void) setrlimit (RLIMIT_MEMLOCK, &memlock);
    }

  return TRUE;
}
