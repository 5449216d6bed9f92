/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-export-words.h"

#include <glib/gi18n.h>

#include "spare-words.h"

char *
spare_export_words_dup_title (const SpareExportFormat *format)
{
  if (g_str_equal (format->id, "otpauth"))
    return g_strdup (_("Setup Links"));
  if (format->paged)
    return g_strdup (format->name);
  if (format->encrypted)
    /* Translators: %s is another app. */
    return g_strdup_printf (_("%s, Encrypted"), format->name);

  return g_strdup_printf (_("%s, Unencrypted"), format->name);
}

const char *
spare_export_words_get_subtitle (const SpareExportFormat *format)
{
  if (format->paged)
    return _("QR codes. Anyone who sees them can make your codes");
  if (format->encrypted)
    return _("A file that only its password opens");
  if (g_str_equal (format->id, "otpauth"))
    return _("A text file that nearly every app reads. Anyone who gets it can make your codes");

  return _("A file. Anyone who gets it can make your codes");
}

static const char *
get_reason (SpareExportReason reason)
{
  switch (reason)
    {
    case SPARE_EXPORT_LEFT_KIND:
      return _("its kind of code is not known there");
    case SPARE_EXPORT_LEFT_PERIOD:
      return _("its period would make wrong codes there");
    case SPARE_EXPORT_LEFT_DIGITS:
      return _("its number of digits is not known there");
    case SPARE_EXPORT_LEFT_COUNTER:
      return _("its counter is too large there");
    case SPARE_EXPORT_LEFT_PIN:
      return _("its PIN cannot be written there");
    case SPARE_EXPORT_LEFT_SIZE:
      return _("its names are too long for a link or a QR code");
    case SPARE_EXPORT_LEFT_NO_CODES:
    default:
      return _("it has no one-time codes");
    }
}

char *
spare_export_words_dup_left (GPtrArray *left,
                             guint      most)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (left == NULL || left->len == 0)
    return NULL;

  g_string_append_printf (text, ngettext ("%u account cannot be in it and stays only here:",
                                          "%u accounts cannot be in it and stay only here:", left->len), left->len);
  for (guint i = 0; i < MIN (left->len, most); i++)
    {
      SpareExportLeft *one = g_ptr_array_index (left, i);
      g_autofree char *names = spare_words_dup_names (one->account);

      /* Translators: an account, and why it is left out. */
      g_string_append_printf (text, _("\n%s: %s"), names, get_reason (one->reason));
    }
  if (left->len > most)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("and %u more", "and %u more", left->len - most), left->len - most);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
spare_export_words_dup_file_name (const char *suffix)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");

  return g_strconcat ("Sparekey ", day, suffix, NULL);
}
