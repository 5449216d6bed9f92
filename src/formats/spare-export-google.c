/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-export-private.h"

#include <string.h>

#include "spare-bytes.h"
#include "spare-cipher.h"

/* The codes that Google Authenticator moves accounts with: a protocol buffer in
 * a link, some accounts a page. Version 1, which every version of it reads. */

#define SCHEME      "otpauth-migration://offline?data="
#define PAGE_COUNT  10
#define PAGE_SIZE   1000 /* bytes before Base64; more makes a QR code that cameras hardly read */
#define ACCOUNT_MAX 1400 /* bytes of one account alone, which a QR code can just hold */
#define PERIOD      30   /* the buffer has no field for it */

static void
put_varint (SpareExportBuffer *buffer,
            guint64            value)
{
  do
    {
      guint8 byte = (guint8) ((value & 0x7f) | (value > 0x7f ? 0x80 : 0));

      spare_export_buffer_add (buffer, &byte, 1);
      value >>= 7;
    }
  while (value > 0);
}

static void
put_number (SpareExportBuffer *buffer,
            guint              field,
            guint64            value)
{
  put_varint (buffer, (guint64) field << 3);
  put_varint (buffer, value);
}

static void
put_bytes (SpareExportBuffer *buffer,
           guint              field,
           gconstpointer      data,
           gsize              size)
{
  put_varint (buffer, (guint64) field << 3 | 2);
  put_varint (buffer, size);
  spare_export_buffer_add (buffer, data, size);
}

static void
put_text (SpareExportBuffer *buffer,
          guint              field,
          const char        *text)
{
  put_bytes (buffer, field, text, strlen (text));
}

static guint64
algorithm_number (SpareOtpAlgorithm algorithm)
{
  switch (algorithm)
    {
    case SPARE_OTP_SHA256:
      return 2;
    case SPARE_OTP_SHA512:
      return 3;
    case SPARE_OTP_SHA1:
    default:
      return 1;
    }
}

static void
put_account (SpareExportBuffer *buffer,
             SpareAccount      *account)
{
  const SpareOtpParams *params = spare_account_get_params (account);
  gboolean counts = params->kind == SPARE_OTP_HOTP;
  gsize size;
  gconstpointer secret = spare_secret_peek (spare_account_peek_secret (account), &size);

  put_bytes (buffer, 1, secret, size);
  put_text (buffer, 2, spare_account_get_name (account));
  put_text (buffer, 3, spare_account_get_service (account));
  put_number (buffer, 4, algorithm_number (params->algorithm));
  put_number (buffer, 5, params->digits == 8 ? 2 : 1);
  put_number (buffer, 6, counts ? 1 : 2);
  if (counts)
    put_number (buffer, 7, spare_account_get_counter (account));
}

static gsize
account_size (SpareAccount *account)
{
  g_auto (SpareExportBuffer) buffer = { NULL };

  put_account (&buffer, account);
  return buffer.size;
}

static gboolean
google_refuse (SpareAccount      *account,
               SpareExportReason *reason)
{
  const SpareOtpParams *params = spare_account_get_params (account);

  if (params->kind != SPARE_OTP_TOTP && params->kind != SPARE_OTP_HOTP)
    *reason = SPARE_EXPORT_LEFT_KIND;
  else if (params->kind == SPARE_OTP_TOTP && params->period != PERIOD)
    *reason = SPARE_EXPORT_LEFT_PERIOD;
  else if (params->digits != 6 && params->digits != 8)
    *reason = SPARE_EXPORT_LEFT_DIGITS;
  else if (params->kind == SPARE_OTP_HOTP && spare_account_get_counter (account) > G_MAXINT64)
    *reason = SPARE_EXPORT_LEFT_COUNTER;
  else if (account_size (account) > ACCOUNT_MAX)
    *reason = SPARE_EXPORT_LEFT_SIZE;
  else
    return FALSE;
  return TRUE;
}

/* Each page's accounts, without what says which page it is. */
static GPtrArray *
make_pages (GPtrArray *accounts)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_auto (SpareExportBuffer) page = { NULL };
  guint count = 0;

  for (guint i = 0; i < accounts->len; i++)
    {
      g_auto (SpareExportBuffer) one = { NULL };

      put_account (&one, g_ptr_array_index (accounts, i));
      if (count > 0 && (count == PAGE_COUNT || page.size + one.size > PAGE_SIZE))
        {
          g_ptr_array_add (pages, spare_export_buffer_end (&page));
          count = 0;
        }
      put_bytes (&page, 1, one.data, one.size);
      count++;
    }
  g_ptr_array_add (pages, spare_export_buffer_end (&page));
  return pages;
}

/* Base64 with what a query does not let stand encoded. */
static GBytes *
make_link (const SpareExportBuffer *payload)
{
  g_autoptr (SpareSecret) base64 = spare_base64_encode (payload->data, payload->size);
  g_auto (SpareExportBuffer) link = { NULL };

  spare_export_buffer_add (&link, SCHEME, strlen (SCHEME));
  for (const char *at = spare_secret_peek_text (base64); *at != 0; at++)
    {
      const char *encoded = *at == '+' ? "%2B" : *at == '/' ? "%2F" : *at == '=' ? "%3D" : NULL;

      spare_export_buffer_add (&link, encoded != NULL ? encoded : at, encoded != NULL ? 3 : 1);
    }
  return spare_export_buffer_end (&link);
}

static gboolean
google_write (GPtrArray                *accounts,
              const SpareExportContext *context,
              GPtrArray                *results,
              GError                  **error)
{
  g_autoptr (GPtrArray) pages = make_pages (accounts);
  guint32 batch;

  spare_cipher_random ((guint8 *) &batch, sizeof batch);
  batch &= G_MAXINT32;
  for (guint i = 0; i < pages->len; i++)
    {
      g_auto (SpareExportBuffer) payload = { NULL };
      gsize size;
      gconstpointer page = g_bytes_get_data (g_ptr_array_index (pages, i), &size);

      spare_export_buffer_add (&payload, page, size);
      put_number (&payload, 2, 1);
      put_number (&payload, 3, pages->len);
      put_number (&payload, 4, i);
      put_number (&payload, 5, batch);
      g_ptr_array_add (results, make_link (&payload));
    }
  return TRUE;
}

const SpareExporter spare_export_google = {
  .format = { .id = "google", .name = "Google Authenticator", .suffix = ".png", .paged = TRUE },
  .refuse = google_refuse,
  .write = google_write,
};
