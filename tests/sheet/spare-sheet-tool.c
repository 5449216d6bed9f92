/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests in Python ask of the room.
 *
 *   pdf FILE         of the sheet that standard input describes (JSON)
 *   png PAGE SCALE FILE   the same page as spare_sheet_draw() paints it
 *   said             what a screen reader is told, pages apart
 *   record           the sheet's record: its fingerprint, sets, accounts, places
 *   languages [LOCALE…]   those there are; the one chosen for the locales
 *
 * The JSON: see test-sheet.py. */
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "spare-base32.h"
#include "spare-sheet.h"

static GString *
read_input (void)
{
  GString *text = g_string_new (NULL);
  char part[4096];
  size_t size;

  while ((size = fread (part, 1, sizeof part, stdin)) > 0)
    g_string_append_len (text, part, (gssize) size);
  return text;
}

static const char *
text_of (JsonObject *object,
         const char *key,
         const char *absent)
{
  return json_object_get_string_member_with_default (object, key, absent);
}

static gboolean
flag_of (JsonObject *object,
         const char *key)
{
  return json_object_get_boolean_member_with_default (object, key, FALSE);
}

static gint64
number_of (JsonObject *object,
           const char *key)
{
  return json_object_get_int_member_with_default (object, key, 0);
}

static JsonArray *
array_of (JsonObject *object,
          const char *key)
{
  return json_object_has_member (object, key) ? json_object_get_array_member (object, key) : NULL;
}

static guint
length_of (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

static char **
strings_of (JsonObject *object,
            const char *key)
{
  JsonArray *array = array_of (object, key);
  char **strings = g_new0 (char *, length_of (array) + 1);

  for (guint i = 0; i < length_of (array); i++)
    strings[i] = g_strdup (json_array_get_string_element (array, i));
  return strings;
}

static SpareThing *
read_set (JsonObject *object,
          const char *id,
          const char *account_id)
{
  SpareThing *set = spare_code_set_new (id, account_id, "typed", 1700000000);
  JsonArray *codes = array_of (object, "codes");
  JsonArray *numbers = array_of (object, "numbers");
  JsonArray *used = array_of (object, "used");

  for (guint i = 0; i < length_of (codes); i++)
    {
      g_autoptr (SpareSecret) code = spare_secret_new_text (json_array_get_string_element (codes, i));

      spare_code_set_add (set, code, numbers != NULL ? json_array_get_string_element (numbers, i) : NULL);
    }
  for (guint i = 0; i < length_of (used); i++)
    spare_code_set_set_used (set, (guint) json_array_get_int_element (used, i), 1750000000, 1750000000);
  spare_code_set_set_effect (set, (SpareCodeEffect) number_of (object, "effect"));
  spare_code_set_set_by_number (set, (SpareAnswer) number_of (object, "by_number"));
  spare_code_set_set_case (set, (SpareAnswer) number_of (object, "case"));
  spare_code_set_set_separators (set, (SpareAnswer) number_of (object, "separators"));
  return set;
}

static void
read_account (SpareSheetContent *content,
              JsonObject        *object,
              guint              nth)
{
  g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012u", nth);
  g_autofree char *set_id = g_strdup_printf ("00000000-0000-4000-9000-%012u", nth);
  g_autoptr (SpareAccount) account = spare_account_new (id);
  g_autoptr (SpareThing) set = NULL;
  const char *secret = text_of (object, "secret", NULL);

  spare_account_set_service (account, text_of (object, "service", ""));
  spare_account_set_name (account, text_of (object, "name", ""));
  if (secret != NULL)
    {
      g_autoptr (SpareSecret) bytes = spare_base32_decode (secret, -1, NULL);

      spare_account_set_secret (account, bytes);
    }
  if (array_of (object, "codes") != NULL)
    set = read_set (object, set_id, id);
  spare_sheet_content_add (content, account, set);
}

static void
read_sheets (SpareSheetContent *content,
             JsonArray         *sheets)
{
  for (guint i = 0; i < length_of (sheets); i++)
    {
      JsonObject *object = json_array_get_object_element (sheets, i);
      g_auto (GStrv) places = strings_of (object, "places");
      JsonArray *accounts = array_of (object, "accounts");
      g_autoptr (SpareThing) sheet = spare_sheet_record_new (NULL, SPARE_SHEET_CODES, text_of (object, "name", ""),
                                                             "AAAA", 1700000000);

      spare_sheet_record_set_places (sheet, (const char *const *) places);
      for (guint j = 0; j < length_of (accounts); j++)
        {
          g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012u",
                                                 (guint) json_array_get_int_element (accounts, j));

          spare_sheet_record_add_account (sheet, id);
        }
      spare_sheet_content_add_sheet (content, sheet);
    }
}

static SpareSheetContent *
read_content (JsonObject *object)
{
  SpareSheetContent *content = spare_sheet_content_new ((SpareSheetKind) number_of (object, "kind"),
                                                        text_of (object, "sheet", "K7M-3QP"),
                                                        json_object_get_int_member_with_default (object, "printed", 1795305600),
                                                        (int) number_of (object, "offset"));
  g_auto (GStrv) places = strings_of (object, "places");
  JsonArray *accounts = array_of (object, "accounts");

  spare_sheet_content_set_owner (content, text_of (object, "owner", ""));
  spare_sheet_content_set_places (content, (const char *const *) places);
  spare_sheet_content_set_passwords (content, text_of (object, "passwords", NULL));
  spare_sheet_content_set_note (content, text_of (object, "note", ""));
  spare_sheet_content_set_backup (content, text_of (object, "file", ""), text_of (object, "where", ""));
  for (guint i = 0; i < length_of (accounts); i++)
    read_account (content, json_array_get_object_element (accounts, i), i);
  read_sheets (content, array_of (object, "sheets"));
  return content;
}

static SpareSheetOptions
read_options (JsonObject *object)
{
  SpareSheetOptions options = {
    .paper = (SparePaper) number_of (object, "paper"),
    .large = flag_of (object, "large"),
    .user_names = json_object_get_boolean_member_with_default (object, "user_names", TRUE),
    .code_names = flag_of (object, "code_names"),
    .qr = flag_of (object, "qr"),
    .secrets = flag_of (object, "secrets"),
    .one_each = flag_of (object, "one_each"),
    .blank = flag_of (object, "blank"),
    .cut_marks = flag_of (object, "cut_marks"),
    .card = flag_of (object, "card"),
    .language = text_of (object, "language", "en"),
    .second_language = text_of (object, "second_language", NULL),
  };

  return options;
}

static void
print_record (SpareSheetContent *content)
{
  g_autoptr (SpareThing) record = spare_sheet_content_to_record (content, "00000000-0000-4000-a000-000000000001",
                                                                 1795305600);
  g_auto (GStrv) sets = spare_sheet_record_dup_sets (record);
  g_auto (GStrv) accounts = spare_sheet_record_dup_accounts (record);
  g_auto (GStrv) places = spare_sheet_record_dup_places (record);
  g_autofree char *place = g_strjoinv ("|", places);

  printf ("%s\n%s\n%u\n%u\n%s\n%u\n", spare_sheet_record_get_name (record), spare_sheet_record_get_fingerprint (record),
          g_strv_length (sets), g_strv_length (accounts), place, spare_sheet_content_count_copies (content));
}

static void
write_png (SpareSheet *sheet,
           guint       page,
           double      scale,
           const char *path)
{
  double width, height;
  cairo_surface_t *surface;
  cairo_t *cr;

  spare_sheet_get_size (sheet, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * scale + 0.999), (int) (height * scale + 0.999));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  spare_sheet_draw (sheet, page, cr);
  cairo_destroy (cr);
  if (cairo_surface_write_to_png (surface, path) != CAIRO_STATUS_SUCCESS)
    g_error ("No PNG");
  cairo_surface_destroy (surface);
}

static int
print_languages (int    n_locales,
                 char **locales)
{
  const char *const *languages = spare_sheet_list_languages ();

  for (; *languages != NULL; languages++)
    printf ("%s %s\n", *languages, spare_sheet_get_language_name (*languages));
  printf ("%s\n", spare_sheet_choose_language ((const char *const *) locales));
  return 0;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GString) input = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (SpareSheetContent) content = NULL;
  g_autoptr (SpareSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;
  SpareSheetOptions options;
  JsonObject *object;

  if (argc > 1 && g_str_equal (argv[1], "languages"))
    return print_languages (argc - 2, argv + 2);
  input = read_input ();
  if (argc < 2 || !json_parser_load_from_data (parser, input->str, (gssize) input->len, &error))
    return 2;
  object = json_node_get_object (json_parser_get_root (parser));
  content = read_content (object);
  options = read_options (object);
  sheet = spare_sheet_new (content, &options, &error);
  if (sheet == NULL)
    {
      printf ("error %d\n", error->code);
      return 1;
    }
  if (g_str_equal (argv[1], "pdf") && argc == 3)
    {
      g_autoptr (GBytes) pdf = spare_sheet_to_pdf (sheet, NULL, NULL, NULL, &error);

      if (pdf == NULL
          || !g_file_set_contents (argv[2], g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), &error))
        g_error ("%s", error->message);
    }
  else if (g_str_equal (argv[1], "png") && argc == 5)
    write_png (sheet, (guint) atoi (argv[2]), g_ascii_strtod (argv[3], NULL), argv[4]);
  else if (g_str_equal (argv[1], "said"))
    for (guint i = 0; i < spare_sheet_get_n_pages (sheet); i++)
      {
        g_autofree char *said = spare_sheet_dup_description (sheet, i);

        printf ("%s\f", said);
      }
  else if (g_str_equal (argv[1], "record"))
    print_record (content);
  else
    return 2;
  return 0;
}
