/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-seal.h"

#include <sodium.h>
#include <string.h>

#include "spare-bytes.h"
#include "spare-crypto-private.h"
#include "spare-error.h"
#include "spare-seal-private.h"

/* docs/backup.md describes the file; every number there is one of these. */

#define USUAL_PASSES 3
#define USUAL_MEMORY (256 * 1024) /* KiB */

/* A key as the keyring keeps it: version, passes, memory, salt, key. */
#define PRINTED_VERSION 1
#define PRINTED_SIZE    (1 + 4 + 4 + SPARE_SEAL_SALT_SIZE + KEY_SIZE)

#define KEY_SIZE crypto_secretstream_xchacha20poly1305_KEYBYTES
#define OVERHEAD crypto_secretstream_xchacha20poly1305_ABYTES
#define MORE     crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
#define LAST     crypto_secretstream_xchacha20poly1305_TAG_FINAL

G_STATIC_ASSERT (sizeof SPARE_SEAL_MAGIC - 1 == SPARE_SEAL_AT_VERSION);
G_STATIC_ASSERT (crypto_secretstream_xchacha20poly1305_HEADERBYTES == SPARE_SEAL_HEADER_SIZE - SPARE_SEAL_AT_STREAM);
G_STATIC_ASSERT (crypto_pwhash_SALTBYTES == SPARE_SEAL_SALT_SIZE);
G_STATIC_ASSERT (KEY_SIZE == 32);
G_STATIC_ASSERT (OVERHEAD == SPARE_SEAL_OVERHEAD);

typedef crypto_secretstream_xchacha20poly1305_state Stream;

typedef struct
{
  guint32 passes;
  guint32 memory; /* KiB */
  guint8  salt[SPARE_SEAL_SALT_SIZE];
} Parameters;

struct _SpareSealKey
{
  gint         ref_count;
  Parameters   parameters;
  SpareSecret *key;
};

static void
put_number (guint8 *out,
            guint64 value,
            guint   size)
{
  for (guint i = 0; i < size; i++)
    out[i] = (guint8) (value >> 8 * (size - 1 - i));
}

static guint64
get_number (const guint8 *data,
            guint         size)
{
  guint64 value = 0;

  for (guint i = 0; i < size; i++)
    value = value << 8 | data[i];
  return value;
}

static gboolean
check_parameters (const Parameters *parameters,
                  GError          **error)
{
  if (parameters->memory > SPARE_SEAL_MEMORY_MAX)
    {
      spare_crypto_fail (error, SPARE_CRYPTO_ERROR_MEMORY, "It needs more memory than is allowed");
      return FALSE;
    }

  if (parameters->memory < SPARE_SEAL_MEMORY_MIN || parameters->passes < SPARE_SEAL_PASSES_MIN
      || parameters->passes > SPARE_SEAL_PASSES_MAX)
    {
      spare_crypto_fail (error, SPARE_CRYPTO_ERROR_PARAMETERS, "Memory or passes out of range");
      return FALSE;
    }

  return TRUE;
}

/* The parameters in the header of @file, after everything that can be checked
 * without a key. */
static gboolean
read_header (GBytes     *file,
             Parameters *parameters,
             GError    **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);
  guint64 version;

  if (!spare_seal_is_sealed (file) || size < SPARE_SEAL_AT_PASSES)
    {
      spare_crypto_fail (error, SPARE_CRYPTO_ERROR_DAMAGED, "Not a sealed backup");
      return FALSE;
    }

  version = get_number (data + SPARE_SEAL_AT_VERSION, 4);
  if (version > SPARE_SEAL_VERSION)
    {
      spare_crypto_fail (error, SPARE_CRYPTO_ERROR_VERSION, "Sealed by a later version");
      return FALSE;
    }

  if (version != SPARE_SEAL_VERSION || size < SPARE_SEAL_HEADER_SIZE + OVERHEAD
      || get_number (data + SPARE_SEAL_AT_SIZE, 8) != size)
    {
      spare_crypto_fail (error, SPARE_CRYPTO_ERROR_DAMAGED, "Not as long as its header says");
      return FALSE;
    }

  parameters->passes = (guint32) get_number (data + SPARE_SEAL_AT_PASSES, 4);
  parameters->memory = (guint32) get_number (data + SPARE_SEAL_AT_MEMORY, 4);
  memcpy (parameters->salt, data + SPARE_SEAL_AT_SALT, SPARE_SEAL_SALT_SIZE);
  return check_parameters (parameters, error);
}

/**
 * spare_seal_is_sealed:
 *
 * Returns: does @file begin like a sealed backup of any version?
 */
gboolean
spare_seal_is_sealed (GBytes *file)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);

  return size >= SPARE_SEAL_AT_VERSION && memcmp (data, SPARE_SEAL_MAGIC, SPARE_SEAL_AT_VERSION) == 0;
}

/* Keys */

static SpareSealKey *
key_new (const Parameters *parameters,
         SpareSecret      *key)
{
  SpareSealKey *self = g_new0 (SpareSealKey, 1);

  self->ref_count = 1;
  self->parameters = *parameters;
  self->key = key;
  return self;
}

static SpareSealKey *
derive (const Parameters  *parameters,
        const SpareSecret *passphrase,
        GError           **error)
{
  g_autoptr (SpareSecret) key = NULL;
  gsize size;
  const char *text = spare_secret_peek (passphrase, &size);
  guint8 *out;

  if (size == 0 || size > SPARE_SEAL_PASSPHRASE_MAX)
    {
      spare_crypto_fail (error, SPARE_CRYPTO_ERROR_PARAMETERS, "An empty or overlong passphrase");
      return NULL;
    }

  key = spare_secret_new_empty (KEY_SIZE, &out);
  if (crypto_pwhash (out, KEY_SIZE, text, size, parameters->salt, parameters->passes,
                     (gsize) parameters->memory * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0)
    {
      spare_crypto_fail (error, SPARE_CRYPTO_ERROR_MEMORY, "It needs more memory than there is");
      return NULL;
    }

  return key_new (parameters, g_steal_pointer (&key));
}

/**
 * spare_seal_key_new:
 * @passphrase: 1 to %SPARE_SEAL_PASSPHRASE_MAX bytes
 *
 * Returns: (transfer full): a key with a salt of its own
 */
SpareSealKey *
spare_seal_key_new (const SpareSecret *passphrase,
                    SpareSealStrength  strength,
                    GError           **error)
{
  Parameters parameters = { USUAL_PASSES, USUAL_MEMORY, { 0 } };

  g_return_val_if_fail (passphrase != NULL, NULL);

  if (strength == SPARE_SEAL_STRENGTH_LEAST)
    {
      parameters.passes = SPARE_SEAL_PASSES_MIN;
      parameters.memory = SPARE_SEAL_MEMORY_MIN;
    }

  randombytes_buf (parameters.salt, sizeof parameters.salt);
  return derive (&parameters, passphrase, error);
}

/**
 * spare_seal_key_for:
 *
 * Whether the passphrase is right shows when the file is read with the key.
 *
 * Returns: (transfer full): the key that @passphrase gives for @file
 */
SpareSealKey *
spare_seal_key_for (GBytes            *file,
                    const SpareSecret *passphrase,
                    GError           **error)
{
  Parameters parameters;

  g_return_val_if_fail (file != NULL && passphrase != NULL, NULL);

  return read_header (file, &parameters, error) ? derive (&parameters, passphrase, error) : NULL;
}

/**
 * spare_seal_key_print:
 *
 * Returns: (transfer full): bytes, not text
 */
SpareSecret *
spare_seal_key_print (const SpareSealKey *self)
{
  SpareSecret *printed;
  guint8 *out;

  g_return_val_if_fail (self != NULL, NULL);

  printed = spare_secret_new_empty (PRINTED_SIZE, &out);
  out[0] = PRINTED_VERSION;
  put_number (out + 1, self->parameters.passes, 4);
  put_number (out + 5, self->parameters.memory, 4);
  memcpy (out + 9, self->parameters.salt, SPARE_SEAL_SALT_SIZE);
  memcpy (out + 9 + SPARE_SEAL_SALT_SIZE, spare_secret_peek (self->key, NULL), KEY_SIZE);
  return printed;
}

/**
 * spare_seal_key_parse:
 *
 * Returns: (transfer full): the key; NULL with %SPARE_CRYPTO_ERROR_DAMAGED,
 *   _VERSION, _PARAMETERS or _MEMORY
 */
SpareSealKey *
spare_seal_key_parse (const SpareSecret *printed,
                      GError           **error)
{
  Parameters parameters;
  const guint8 *data;
  gsize size;

  g_return_val_if_fail (printed != NULL, NULL);

  data = spare_secret_peek (printed, &size);
  if (size > 0 && data[0] > PRINTED_VERSION)
    {
      spare_crypto_fail (error, SPARE_CRYPTO_ERROR_VERSION, "A key of a later version");
      return NULL;
    }

  if (size != PRINTED_SIZE || data[0] != PRINTED_VERSION)
    {
      spare_crypto_fail (error, SPARE_CRYPTO_ERROR_DAMAGED, "Not a key");
      return NULL;
    }

  parameters.passes = (guint32) get_number (data + 1, 4);
  parameters.memory = (guint32) get_number (data + 5, 4);
  memcpy (parameters.salt, data + 9, SPARE_SEAL_SALT_SIZE);
  if (!check_parameters (&parameters, error))
    return NULL;

  return key_new (&parameters, spare_secret_new (data + 9 + SPARE_SEAL_SALT_SIZE, KEY_SIZE));
}

SpareSealKey *
spare_seal_key_ref (SpareSealKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
spare_seal_key_unref (SpareSealKey *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;

  spare_secret_unref (self->key);
  g_free (self);
}

/**
 * spare_seal_key_fits:
 *
 * Returns: does @file's header ask for this very key? FALSE where it is no whole
 *   sealed backup
 */
gboolean
spare_seal_key_fits (const SpareSealKey *self,
                     GBytes             *file)
{
  Parameters parameters;

  g_return_val_if_fail (self != NULL && file != NULL, FALSE);

  return read_header (file, &parameters, NULL)
         && parameters.passes == self->parameters.passes
         && parameters.memory == self->parameters.memory
         && memcmp (parameters.salt, self->parameters.salt, sizeof parameters.salt) == 0;
}

/* Writing */

typedef struct
{
  Stream        stream;
  GCancellable *cancellable;
  guint8       *file;
  gsize         at;    /* in the file */
  SpareSecret  *chunk; /* the plaintext that was not sealed yet */
  guint8       *start;
  gsize         used;
  gsize         left; /* plaintext to come */
} Writer;

static gboolean
count_cb (const guint8 *piece,
          gsize         size,
          gpointer      data,
          GError      **error)
{
  *(gsize *) data += size;
  return TRUE;
}

static void
seal_chunk (Writer *writer,
            guint8  tag)
{
  gboolean is_first = writer->at == SPARE_SEAL_HEADER_SIZE;

  crypto_secretstream_xchacha20poly1305_push (&writer->stream, writer->file + writer->at, NULL,
                                              writer->start, writer->used, is_first ? writer->file : NULL,
                                              is_first ? SPARE_SEAL_HEADER_SIZE : 0, tag);
  writer->at += writer->used + OVERHEAD;
  writer->used = 0;
}

static gboolean
put_cb (const guint8 *piece,
        gsize         size,
        gpointer      data,
        GError      **error)
{
  Writer *writer = data;

  if (size > writer->left)
    {
      spare_crypto_fail (error, SPARE_CRYPTO_ERROR_FAILED, "The bundle changed meanwhile");
      return FALSE;
    }
  writer->left -= size;

  while (size > 0)
    {
      gsize n = MIN (size, SPARE_SEAL_CHUNK - writer->used);

      memcpy (writer->start + writer->used, piece, n);
      writer->used += n;
      piece += n;
      size -= n;

      /* The last one is sealed when all is there. */
      if (writer->used == SPARE_SEAL_CHUNK && size + writer->left > 0)
        {
          if (g_cancellable_set_error_if_cancelled (writer->cancellable, error))
            return FALSE;
          seal_chunk (writer, MORE);
        }
    }

  return TRUE;
}

static void
write_header (Writer             *writer,
              const SpareSealKey *key,
              gsize               size)
{
  guint8 *header = writer->file;

  memcpy (header, SPARE_SEAL_MAGIC, SPARE_SEAL_AT_VERSION);
  put_number (header + SPARE_SEAL_AT_VERSION, SPARE_SEAL_VERSION, 4);
  put_number (header + SPARE_SEAL_AT_PASSES, key->parameters.passes, 4);
  put_number (header + SPARE_SEAL_AT_MEMORY, key->parameters.memory, 4);
  put_number (header + SPARE_SEAL_AT_SIZE, size, 8);
  memcpy (header + SPARE_SEAL_AT_SALT, key->parameters.salt, SPARE_SEAL_SALT_SIZE);
  crypto_secretstream_xchacha20poly1305_init_push (&writer->stream, header + SPARE_SEAL_AT_STREAM,
                                                   spare_secret_peek (key->key, NULL));
}

/**
 * spare_seal_write:
 *
 * Returns: (transfer full): the file; NULL with an error of spare_bundle_print()
 *   or %G_IO_ERROR_CANCELLED
 */
GBytes *
spare_seal_write (const SpareBundle  *bundle,
                  const SpareSealKey *key,
                  GCancellable       *cancellable,
                  GError            **error)
{
  Writer writer = { .cancellable = cancellable, .at = SPARE_SEAL_HEADER_SIZE };
  g_autoptr (SpareSecret) chunk = NULL;
  g_autofree guint8 *file = NULL;
  gboolean good;
  gsize size;

  g_return_val_if_fail (bundle != NULL && key != NULL, NULL);

  /* Once to learn the size, which is in the header. */
  if (!spare_bundle_print (bundle, count_cb, &writer.left, error))
    return NULL;

  size = SPARE_SEAL_HEADER_SIZE + writer.left
         + OVERHEAD * MAX (1, (writer.left + SPARE_SEAL_CHUNK - 1) / SPARE_SEAL_CHUNK);
  file = g_try_malloc (size);
  if (file == NULL)
    {
      spare_crypto_fail (error, SPARE_CRYPTO_ERROR_FAILED, "The backup does not fit into memory");
      return NULL;
    }

  chunk = spare_secret_new_empty (SPARE_SEAL_CHUNK, &writer.start);
  writer.file = file;
  write_header (&writer, key, size);
  good = spare_bundle_print (bundle, put_cb, &writer, error)
         && !g_cancellable_set_error_if_cancelled (cancellable, error);
  if (good && writer.left > 0)
    {
      spare_crypto_fail (error, SPARE_CRYPTO_ERROR_FAILED, "The bundle changed meanwhile");
      good = FALSE;
    }
  if (good)
    seal_chunk (&writer, LAST);
  sodium_memzero (&writer.stream, sizeof writer.stream);

  return good ? g_bytes_new_take (g_steal_pointer (&file), size) : NULL;
}

/* Reading */

/* Opens the chunk at *@at, checks its place by its tag, and hands it to @reader. */
static gboolean
open_chunk (Stream            *stream,
            const guint8      *file,
            gsize              size,
            gsize             *at,
            guint8            *plain,
            SpareBundleReader *reader,
            GError           **error)
{
  gboolean is_first = *at == SPARE_SEAL_HEADER_SIZE;
  gsize sealed = MIN (size - *at, SPARE_SEAL_CHUNK + OVERHEAD);
  gboolean is_last = sealed == size - *at;
  guint8 tag;

  if (sealed < OVERHEAD
      || crypto_secretstream_xchacha20poly1305_pull (stream, plain, NULL, &tag, file + *at, sealed,
                                                     is_first ? file : NULL,
                                                     is_first ? SPARE_SEAL_HEADER_SIZE : 0) != 0)
    {
      spare_crypto_fail (error, is_first ? SPARE_CRYPTO_ERROR_PASSWORD : SPARE_CRYPTO_ERROR_DAMAGED,
                         "A part does not open");
      return FALSE;
    }

  if (tag != (is_last ? LAST : MORE))
    {
      spare_crypto_fail (error, SPARE_CRYPTO_ERROR_DAMAGED, "It ends in another place");
      return FALSE;
    }

  *at += sealed;
  return spare_bundle_reader_feed (reader, plain, sealed - OVERHEAD, error);
}

/* What was authenticated and still is no backup was written so. */
static void
translate (GError **error)
{
  gint code;

  if (*error == NULL || (*error)->domain != SPARE_CORE_ERROR)
    return;

  code = (*error)->code == SPARE_CORE_ERROR_VERSION ? SPARE_CRYPTO_ERROR_VERSION : SPARE_CRYPTO_ERROR_DAMAGED;
  (*error)->domain = SPARE_CRYPTO_ERROR;
  (*error)->code = code;
}

/**
 * spare_seal_read:
 *
 * Returns: (transfer full): what the file holds. NULL with the errors of
 *   spare_seal_key_for(), with %SPARE_CRYPTO_ERROR_PASSWORD, _DAMAGED or
 *   _VERSION, or %G_IO_ERROR_CANCELLED
 */
SpareBundle *
spare_seal_read (GBytes             *file,
                 const SpareSealKey *key,
                 GCancellable       *cancellable,
                 GError            **error)
{
  g_autoptr (SpareBundleReader) reader = NULL;
  g_autoptr (SpareBundle) bundle = NULL;
  g_autoptr (SpareSecret) chunk = NULL;
  g_autoptr (GError) problem = NULL;
  Parameters parameters;
  Stream stream;
  gsize at = SPARE_SEAL_HEADER_SIZE;
  gsize size;
  const guint8 *data;
  guint8 *plain;
  gboolean good = TRUE;

  g_return_val_if_fail (file != NULL && key != NULL, NULL);

  if (!read_header (file, &parameters, error))
    return NULL;

  data = g_bytes_get_data (file, &size);
  chunk = spare_secret_new_empty (SPARE_SEAL_CHUNK, &plain);
  reader = spare_bundle_reader_new ();
  crypto_secretstream_xchacha20poly1305_init_pull (&stream, data + SPARE_SEAL_AT_STREAM,
                                                   spare_secret_peek (key->key, NULL));
  while (good && at < size)
    good = !g_cancellable_set_error_if_cancelled (cancellable, &problem)
           && open_chunk (&stream, data, size, &at, plain, reader, &problem);
  sodium_memzero (&stream, sizeof stream);

  if (good)
    bundle = spare_bundle_reader_finish (reader, &problem);
  if (bundle == NULL)
    {
      translate (&problem);
      g_propagate_error (error, g_steal_pointer (&problem));
    }
  return g_steal_pointer (&bundle);
}
