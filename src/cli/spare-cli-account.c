/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-account.h"

#include "spare-cli-text.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define LABEL_WIDTH 16

void
spare_cli_account_json_id (SpareJsonWriter *json,
                           SpareAccount    *account)
{
  spare_json_writer_string (json, "id", spare_account_get_id (account));
  spare_json_writer_string (json, "service", spare_account_get_service (account));
  spare_json_writer_string (json, "name", spare_account_get_name (account));
}

static void
json_params (SpareJsonWriter *json,
             SpareAccount    *account)
{
  const SpareOtpParams *params = spare_account_get_params (account);

  spare_json_writer_string (json, "kind", spare_otp_kind_to_string (params->kind));
  if (params->kind == SPARE_OTP_NONE)
    return;

  if (params->kind == SPARE_OTP_TOTP || params->kind == SPARE_OTP_HOTP)
    spare_json_writer_string (json, "algorithm", spare_otp_algorithm_to_string (params->algorithm));
  spare_json_writer_uint (json, "digits", params->digits);
  if (spare_otp_kind_is_timed (params->kind))
    spare_json_writer_uint (json, "period", params->period);
  else
    spare_json_writer_uint (json, "counter", spare_account_get_counter (account));
}

void
spare_cli_account_json (SpareJsonWriter *json,
                        const char      *key,
                        SpareAccount    *account)
{
  const char *const *tags = spare_account_get_tags (account);

  spare_json_writer_object (json, key);
  spare_cli_account_json_id (json, account);
  json_params (json, account);
  spare_json_writer_string (json, "note", spare_account_get_note (account));
  spare_json_writer_array (json, "tags");
  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    spare_json_writer_string (json, NULL, tags[i]);
  spare_json_writer_close (json);
  spare_json_writer_bool (json, "favorite", spare_account_get_favorite (account));
  spare_json_writer_int (json, "created", spare_account_get_created (account));
  spare_json_writer_int (json, "used", spare_account_get_used (account));
  spare_json_writer_int (json, "deleted", spare_account_get_deleted (account));
  spare_json_writer_close (json);
}

gboolean
spare_cli_account_print_json (SpareAccount *account,
                              GError      **error)
{
  g_autoptr(SpareJsonWriter) json = spare_cli_json_new (STDOUT_FILENO);

  spare_json_writer_object (json, NULL);
  spare_cli_account_json (json, "account", account);

  return spare_json_writer_finish (json, error);
}

static void
line (GString    *out,
      const char *label,
      const char *value)
{
  g_autofree char *colon = NULL;
  g_autofree char *clean = NULL;

  if (value == NULL || *value == '\0')
    return;

  /* Translators: a label before its value in a list; keep the colon as your language has it. */
  colon = g_strdup_printf (_("%s:"), label);
  clean = spare_cli_text_clean (value);
  spare_cli_text_pad (out, colon, LABEL_WIDTH);
  g_string_append_printf (out, " %s\n", clean);
}

static void
number_line (GString    *out,
             const char *label,
             guint64     value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, value);

  line (out, label, text);
}

static void
time_line (GString    *out,
           const char *label,
           gint64      unix_time)
{
  g_autoptr(GDateTime) time = unix_time > 0 ? g_date_time_new_from_unix_local (unix_time) : NULL;
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%F %R") : NULL;

  line (out, label, text);
}

static const char *
kind_text (SpareOtpKind kind)
{
  switch (kind)
    {
    case SPARE_OTP_NONE:
      return _("none");
    case SPARE_OTP_TOTP:
      return _("time-based (TOTP)");
    case SPARE_OTP_HOTP:
      return _("counter-based (HOTP)");
    case SPARE_OTP_STEAM:
      return "Steam";
    case SPARE_OTP_MOTP:
      return "Mobile-OTP";
    case SPARE_OTP_YANDEX:
      return "Yandex";
    default:
      return NULL;
    }
}

static void
text_params (GString      *out,
             SpareAccount *account)
{
  const SpareOtpParams *params = spare_account_get_params (account);

  line (out, _("Codes"), kind_text (params->kind));
  if (params->kind == SPARE_OTP_NONE)
    return;

  if (params->kind == SPARE_OTP_TOTP || params->kind == SPARE_OTP_HOTP)
    line (out, _("Algorithm"), spare_otp_algorithm_to_string (params->algorithm));
  number_line (out, _("Digits"), params->digits);
  if (spare_otp_kind_is_timed (params->kind))
    {
      g_autofree char *period = g_strdup_printf (ngettext ("%u second", "%u seconds", params->period),
                                                 params->period);

      line (out, _("Period"), period);
    }
  else
    number_line (out, _("Counter"), spare_account_get_counter (account));
}

static void
text_note (GString    *out,
           const char *note)
{
  g_auto(GStrv) lines = g_strsplit (note, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *clean = NULL;

      if (i == 0)
        {
          line (out, _("Note"), lines[i]);
          continue;
        }
      clean = spare_cli_text_clean (lines[i]);
      spare_cli_text_pad (out, "", LABEL_WIDTH);
      g_string_append_printf (out, " %s\n", clean);
    }
}

void
spare_cli_account_text (GString      *out,
                        SpareAccount *account)
{
  const char *const *tags = spare_account_get_tags (account);
  g_autofree char *joined = tags != NULL ? g_strjoinv (", ", (char **) tags) : NULL;

  line (out, _("Service"), spare_account_get_service (account));
  line (out, _("Account name"), spare_account_get_name (account));
  text_params (out, account);
  line (out, _("Tags"), joined);
  if (spare_account_get_favorite (account))
    line (out, _("Favorite"), _("yes"));
  text_note (out, spare_account_get_note (account));
  time_line (out, _("Added"), spare_account_get_created (account));
  time_line (out, _("Last used"), spare_account_get_used (account));
  time_line (out, _("In the bin since"), spare_account_get_deleted (account));
  line (out, _("Id"), spare_account_get_id (account));
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  SpareAccount *left = *(SpareAccount **) a;
  SpareAccount *right = *(SpareAccount **) b;
  int order = g_utf8_collate (spare_account_get_service (left), spare_account_get_service (right));

  if (order == 0)
    order = g_utf8_collate (spare_account_get_name (left), spare_account_get_name (right));
  if (order == 0)
    order = strcmp (spare_account_get_id (left), spare_account_get_id (right));

  return order;
}

GPtrArray *
spare_cli_account_sort (GListModel *list)
{
  GPtrArray *sorted = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (list);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (sorted, g_list_model_get_item (list, i));
  g_ptr_array_sort (sorted, compare);

  return sorted;
}
