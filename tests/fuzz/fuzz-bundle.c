/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <string.h>

#include "spare-bundle.h"
#include "spare-error.h"

static gboolean
append_cb (const guint8 *piece,
           gsize         size,
           gpointer      data,
           GError      **error)
{
  g_byte_array_append (data, piece, (guint) size);
  return TRUE;
}

static GByteArray *
print (const SpareBundle *bundle)
{
  GByteArray *text = g_byte_array_new ();

  g_assert (spare_bundle_print (bundle, append_cb, text, NULL));
  return text;
}

static SpareBundle *
read_in_pieces (const guint8 *data,
                gsize         size,
                gsize         step)
{
  g_autoptr (SpareBundleReader) reader = spare_bundle_reader_new ();
  g_autoptr (GError) error = NULL;
  SpareBundle *bundle;

  for (gsize at = 0; at < size; at += step)
    if (!spare_bundle_reader_feed (reader, data + at, MIN (step, size - at), &error))
      {
        g_assert (error != NULL && error->domain == SPARE_CORE_ERROR);
        return NULL;
      }

  bundle = spare_bundle_reader_finish (reader, &error);
  g_assert ((bundle == NULL) == (error != NULL));
  return bundle;
}

/* Pieces of any size give the same, and what was understood is printed as what
 * is read as the same. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (SpareBundle) bundle = read_in_pieces (data, size, MAX (size, 1));
  g_autoptr (SpareBundle) other = read_in_pieces (data, size, 1 + size / 7);
  g_autoptr (SpareBundle) again = NULL;
  g_autoptr (GByteArray) text = NULL;
  g_autoptr (GByteArray) text_other = NULL;
  g_autoptr (GByteArray) text_again = NULL;

  g_assert ((bundle == NULL) == (other == NULL));
  if (bundle == NULL)
    return 0;

  text = print (bundle);
  text_other = print (other);
  g_assert (text->len == text_other->len && memcmp (text->data, text_other->data, text->len) == 0);

  again = read_in_pieces (text->data, text->len, text->len);
  g_assert (again != NULL);
  g_assert (again->accounts->len == bundle->accounts->len);
  g_assert (again->things->len == bundle->things->len);
  g_assert (again->broken->len == bundle->broken->len);
  text_again = print (again);
  g_assert (text->len == text_again->len && memcmp (text->data, text_again->data, text->len) == 0);
  return 0;
}
