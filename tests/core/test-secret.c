/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-secret.h"

#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define NOBODY 65534

static void
test_bytes (void)
{
  static const gsize sizes[] = { 0, 1, 15, 16, 20, 64, 300, 4096, 16367, 16368, 70000, 1048576 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree guint8 *bytes = g_malloc (sizes[i] + 1);
      g_autoptr (SpareSecret) secret = NULL;
      gsize size;

      memset (bytes, 0xa5, sizes[i]);
      secret = spare_secret_new (bytes, sizes[i]);

      g_assert_cmpmem (spare_secret_peek (secret, &size), spare_secret_get_size (secret),
                       bytes, sizes[i]);
      g_assert_cmpuint (size, ==, sizes[i]);
      g_assert_cmpint (spare_secret_peek_text (secret)[size], ==, '\0');
    }
}

static void
test_fresh_is_zero (void)
{
  /* Blocks are used again: what is handed out must be zero each time. */
  for (guint round = 0; round < 2000; round++)
    {
      guint8 *data;
      gsize size = round * 7 % 3000;
      g_autoptr (SpareSecret) secret = spare_secret_new_empty (size, &data);

      for (gsize i = 0; i <= size; i++)
        g_assert_cmpint (data[i], ==, 0);
      memset (data, 0xff, size);
    }
}

static void
test_shrink (void)
{
  guint8 *data;
  g_autoptr (SpareSecret) secret = spare_secret_new_empty (10, &data);

  memcpy (data, "0123456789", 10);
  spare_secret_shrink (secret, 4);

  g_assert_cmpuint (spare_secret_get_size (secret), ==, 4);
  g_assert_cmpstr (spare_secret_peek_text (secret), ==, "0123");
  for (guint i = 4; i < 10; i++)
    g_assert_cmpint (data[i], ==, 0);
}

static void
test_equal (void)
{
  g_autoptr (SpareSecret) a = spare_secret_new_text ("same");
  g_autoptr (SpareSecret) b = spare_secret_new_text ("same");
  g_autoptr (SpareSecret) other = spare_secret_new_text ("samf");
  g_autoptr (SpareSecret) longer = spare_secret_new_text ("same ");
  g_autoptr (SpareSecret) empty = spare_secret_new (NULL, 0);

  g_assert_true (spare_secret_equal (a, a));
  g_assert_true (spare_secret_equal (a, b));
  g_assert_true (spare_secret_equal (NULL, NULL));
  g_assert_false (spare_secret_equal (a, other));
  g_assert_false (spare_secret_equal (a, longer));
  g_assert_false (spare_secret_equal (a, empty));
  g_assert_false (spare_secret_equal (a, NULL));
}

static void
test_boxed (void)
{
  SpareSecret *secret = spare_secret_new_text ("boxed");
  SpareSecret *copy = g_boxed_copy (SPARE_TYPE_SECRET, secret);

  g_assert_true (copy == secret);
  spare_secret_unref (secret);
  g_assert_cmpstr (spare_secret_peek_text (copy), ==, "boxed");
  g_boxed_free (SPARE_TYPE_SECRET, copy);
}

/* The chunk stays mapped, so what a freed block holds can still be seen. */
static void
test_wiped (void)
{
  static const gsize sizes[] = { 1, 20, 64, 300, 4000, 16000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      guint8 *data;
      SpareSecret *secret = spare_secret_new_empty (sizes[i], &data);
      const volatile guint8 *gone = data;

      memset (data, 0x5a, sizes[i]);
      spare_secret_ref (secret);
      spare_secret_unref (secret);
      g_assert_cmpint (gone[sizes[i] - 1], ==, 0x5a);

      spare_secret_unref (secret);
      for (gsize j = 0; j < sizes[i]; j++)
        g_assert_cmpint (gone[j], ==, 0);
    }
}

/* Thousands of secrets alive at once, freed in another order: none may touch
 * another. */
static void
test_many (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (64);
  SpareSecret *secrets[2000] = { NULL };
  guint8 marks[G_N_ELEMENTS (secrets)];

  for (guint round = 0; round < 40000; round++)
    {
      guint at = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (secrets));

      if (secrets[at] != NULL)
        {
          gsize size;
          const guint8 *data = spare_secret_peek (secrets[at], &size);

          for (gsize i = 0; i < size; i++)
            g_assert_cmpint (data[i], ==, marks[at]);
          g_clear_pointer (&secrets[at], spare_secret_unref);
        }
      else
        {
          gsize size = (gsize) g_rand_int_range (rand, 0, 1200);
          guint8 *data;

          marks[at] = (guint8) g_rand_int_range (rand, 1, 256);
          secrets[at] = spare_secret_new_empty (size, &data);
          memset (data, marks[at], size);
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_clear_pointer (&secrets[i], spare_secret_unref);
}

static gpointer
churn_cb (gpointer data)
{
  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (SpareSecret) own = spare_secret_new_text ("thread");
      g_autoptr (SpareSecret) shared = spare_secret_ref (data);

      if (strcmp (spare_secret_peek_text (own), "thread") != 0
          || strcmp (spare_secret_peek_text (shared), "shared") != 0)
        return NULL;
    }

  return data;
}

static void
test_threads (void)
{
  g_autoptr (SpareSecret) shared = spare_secret_new_text ("shared");
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("churn", churn_cb, shared);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (g_thread_join (threads[i]) == shared);
}

static void
test_protect (void)
{
  struct rlimit core, memlock;
  g_autoptr (GError) error = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }

  g_assert_cmpint (getrlimit (RLIMIT_MEMLOCK, &memlock), ==, 0);
  memlock.rlim_cur = MIN (memlock.rlim_max, 65536);
  g_assert_cmpint (setrlimit (RLIMIT_MEMLOCK, &memlock), ==, 0);

  g_assert_true (spare_secret_protect_process (&error));
  g_assert_no_error (error);

  g_assert_cmpint (prctl (PR_GET_DUMPABLE, 0, 0, 0, 0), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_CORE, &core), ==, 0);
  g_assert_cmpuint (core.rlim_cur, ==, 0);
  g_assert_cmpuint (core.rlim_max, ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_MEMLOCK, &memlock), ==, 0);
  g_assert_cmpuint (memlock.rlim_cur, ==, memlock.rlim_max);
}

/* Sanitizers replace mlock() by a function that does nothing. */
#ifndef SPARE_SANITIZED

/* An administrator may lock what they like, so the limit needs a plain user. */
static void
limit_locked_memory (rlim_t bytes)
{
  const struct rlimit limit = { bytes, bytes };

  g_assert_cmpint (setrlimit (RLIMIT_MEMLOCK, &limit), ==, 0);
  if (geteuid () == 0)
    g_assert_cmpint (setresuid (NOBODY, NOBODY, NOBODY), ==, 0);
}

static void
test_lock_refused (void)
{
  g_autoptr (SpareSecret) secret = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }

  limit_locked_memory (4096);
  g_assert_true (spare_secret_memory_is_locked ());

  /* It works all the same, and says so. */
  secret = spare_secret_new_text ("not locked");
  g_assert_cmpstr (spare_secret_peek_text (secret), ==, "not locked");
  g_assert_false (spare_secret_memory_is_locked ());
}

/* 1000 accounts with a key, a PIN and a loaded record each fit into the limit
 * that most systems set. */
static void
test_lock_suffices (void)
{
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }

  limit_locked_memory (8 * 1024 * 1024);
  for (guint i = 0; i < 1000; i++)
    {
      g_assert_nonnull (spare_secret_new ("12345678901234567890", 20));
      g_assert_nonnull (spare_secret_new_text ("1234"));
      g_assert_nonnull (spare_secret_new_empty (400, NULL));
    }
  g_assert_true (spare_secret_memory_is_locked ());
}

#endif

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/secret/bytes", test_bytes);
  g_test_add_func ("/core/secret/fresh-is-zero", test_fresh_is_zero);
  g_test_add_func ("/core/secret/shrink", test_shrink);
  g_test_add_func ("/core/secret/equal", test_equal);
  g_test_add_func ("/core/secret/boxed", test_boxed);
  g_test_add_func ("/core/secret/wiped", test_wiped);
  g_test_add_func ("/core/secret/many", test_many);
  g_test_add_func ("/core/secret/threads", test_threads);
  g_test_add_func ("/core/secret/protect", test_protect);
#ifndef SPARE_SANITIZED
  g_test_add_func ("/core/secret/lock-refused", test_lock_refused);
  g_test_add_func ("/core/secret/lock-suffices", test_lock_suffices);
#endif

  return g_test_run ();
}
