/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheets-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "spare-words.h"

SpareSheetsFate
spare_sheets_get_fate (SpareThing *sheet)
{
  if (spare_sheet_record_get_destroyed (sheet) != 0)
    return SPARE_SHEETS_GONE;

  return spare_sheet_record_get_void (sheet) == SPARE_VOID_NOT ? SPARE_SHEETS_VALID : SPARE_SHEETS_TO_DESTROY;
}

static gboolean
has_codes (SpareThing *sheet,
           GListModel *things)
{
  g_auto(GStrv) sets = spare_sheet_record_dup_sets (sheet);

  for (guint i = 0; sets[i] != NULL; i++)
    {
      g_autoptr(SpareThing) set = spare_thing_find (things, sets[i]);

      if (set != NULL && spare_code_set_get_void (set) == SPARE_VOID_NOT)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_codes_that_count (const char *account_id,
                      GListModel *things)
{
  g_autoptr(GPtrArray) sets = spare_code_set_list (things, account_id);

  /* Void ones are behind those that count. */
  return sets->len > 0 && spare_code_set_get_void (g_ptr_array_index (sets, 0)) == SPARE_VOID_NOT;
}

/* A set is void here from the day a sheet with it was lost, its other sheets only when there are new codes. */
gboolean
spare_sheets_awaits_codes (SpareThing *sheet,
                           GListModel *things)
{
  g_auto(GStrv) sets = spare_sheet_record_dup_sets (sheet);

  for (guint i = 0; sets[i] != NULL; i++)
    {
      g_autoptr(SpareThing) set = spare_thing_find (things, sets[i]);

      if (set != NULL && spare_code_set_get_void (set) == SPARE_VOID_LOST
          && (spare_sheets_get_fate (sheet) == SPARE_SHEETS_VALID
              || !has_codes_that_count (spare_code_set_get_account (set), things)))
        return TRUE;
    }

  return FALSE;
}

gint64
spare_sheets_get_due (SpareThing *sheet,
                      GListModel *things)
{
  if (spare_sheets_get_fate (sheet) != SPARE_SHEETS_VALID || !has_codes (sheet, things))
    return 0;

  return spare_sheet_record_get_due (sheet);
}

gboolean
spare_sheets_is_due (SpareThing *sheet,
                     GListModel *things,
                     gint64      now)
{
  gint64 due = spare_sheets_get_due (sheet, things);

  return due != 0 && due <= now;
}

gboolean
spare_sheets_is_unread (SpareThing *sheet,
                        gint64      now)
{
  gint64 due = spare_sheet_record_get_kind (sheet) != SPARE_SHEET_CODES ? spare_sheet_record_get_due (sheet) : 0;

  return due != 0 && due <= now;
}

SpareThing *
spare_sheets_find_first_due (GListModel *things)
{
  g_autoptr(GPtrArray) sheets = spare_sheet_record_list (things, NULL);
  SpareThing *first = NULL;

  for (guint i = 0; i < sheets->len; i++)
    {
      SpareThing *sheet = g_ptr_array_index (sheets, i);
      gint64 due = spare_sheets_get_due (sheet, things);

      if (due != 0 && (first == NULL || due < spare_sheets_get_due (first, things)))
        first = sheet;
    }

  return first != NULL ? g_object_ref (first) : NULL;
}

/* "k7m 3qp" is as good as "K7M-3QP". */
static char *
dup_plain (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (plain, g_ascii_toupper (*c));

  return g_string_free (plain, FALSE);
}

static gboolean
is_same (const char *printed,
         const char *plain)
{
  g_autofree char *other = dup_plain (printed != NULL ? printed : "");

  return *other != '\0' && strcmp (other, plain) == 0;
}

GPtrArray *
spare_sheets_look_up (GListModel *things,
                      const char *text)
{
  g_autoptr(GPtrArray) sheets = spare_sheet_record_list (things, NULL);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *plain = dup_plain (text);

  for (guint i = 0; i < sheets->len; i++)
    {
      SpareThing *sheet = g_ptr_array_index (sheets, i);

      if (is_same (spare_sheet_record_get_name (sheet), plain)
          || is_same (spare_sheet_record_get_fingerprint (sheet), plain))
        g_ptr_array_add (found, g_object_ref (sheet));
    }

  return found;
}

static gboolean
has_part (const char *text,
          const char *part)
{
  g_autofree char *folded_text = g_utf8_casefold (text != NULL ? text : "", -1);
  g_autofree char *folded_part = g_utf8_casefold (part, -1);

  return strstr (folded_text, folded_part) != NULL;
}

gboolean
spare_sheets_matches (SpareThing *sheet,
                      SpareVault *vault,
                      const char *text)
{
  g_autofree char *part = g_strstrip (g_strdup (text));
  g_autofree char *plain = dup_plain (part);
  g_autofree char *name = dup_plain (spare_sheet_record_get_name (sheet));
  g_autofree char *contents = NULL;
  g_autofree char *places = NULL;

  if (*part == '\0' || (*plain != '\0' && strstr (name, plain) != NULL)
      || has_part (spare_sheet_record_get_fingerprint (sheet), part))
    return TRUE;

  contents = spare_sheets_dup_contents (sheet, vault);
  places = spare_sheets_dup_places (sheet);

  return has_part (contents, part) || has_part (places, part);
}

/* Void for one account, and the only paper with codes of another. */
static gboolean
is_last (SpareThing *sheet,
         GListModel *things)
{
  g_autoptr(GPtrArray) sets = spare_sheet_record_list_last (sheet, things);

  return spare_sheets_get_fate (sheet) == SPARE_SHEETS_TO_DESTROY && sets->len > 0;
}

static char *
dup_verdict (SpareThing *sheet,
             GListModel *things)
{
  const char *name = spare_sheet_record_get_name (sheet);
  g_autofree char *printed = spare_words_dup_date (spare_sheet_record_get_printed (sheet));

  if (spare_sheets_awaits_codes (sheet, things))
    /* Translators: the number of a sheet, and a date. */
    return g_strdup_printf (_("%s, printed on %s: a paper with its codes was lost. Get new codes, then destroy it."),
                            name, printed);
  if (is_last (sheet, things))
    /* Translators: the number of a sheet, and a date. */
    return g_strdup_printf (_("%s, printed on %s: it is void, and the only paper with other codes that still work. "
                              "Replace those, then destroy it."), name, printed);

  switch (spare_sheets_get_fate (sheet))
    {
    case SPARE_SHEETS_VALID:
      /* Translators: the number of a sheet, and a date. */
      return g_strdup_printf (_("%s, printed on %s: it counts. Keep it."), name, printed);
    case SPARE_SHEETS_TO_DESTROY:
      /* Translators: the number of a sheet, and a date. */
      return g_strdup_printf (_("%s, printed on %s: it is void. Destroy it."), name, printed);
    case SPARE_SHEETS_GONE:
    default:
      /* Translators: the number of a sheet, and a date. */
      return g_strdup_printf (_("%s, printed on %s: it should be gone. Destroy this paper, too."), name, printed);
    }
}

char *
spare_sheets_dup_verdict (GListModel *things,
                          const char *text)
{
  g_autoptr(GPtrArray) sheets = spare_sheets_look_up (things, text);
  GString *verdict;

  if (sheets->len == 0)
    return g_strdup (_("No sheet here has that number or fingerprint. Look at the paper again; it may also have been "
                       "printed on another computer."));

  verdict = g_string_new (NULL);
  /* A fingerprint stands for codes: what was printed twice has the same. */
  if (sheets->len > 1)
    g_string_append (verdict, _("Several sheets have the same codes. The number in the corner tells which one it is."));
  for (guint i = 0; i < sheets->len; i++)
    {
      g_autofree char *line = dup_verdict (g_ptr_array_index (sheets, i), things);

      g_string_append_printf (verdict, "%s%s", verdict->len > 0 ? "\n" : "", line);
    }

  return g_string_free (verdict, FALSE);
}

const char *
spare_sheets_get_kind (SpareThing *sheet)
{
  switch (spare_sheet_record_get_kind (sheet))
    {
    case SPARE_SHEET_EMERGENCY:
      return _("Emergency sheet");
    case SPARE_SHEET_BACKUP:
      return _("Backup sheet");
    case SPARE_SHEET_CODES:
    default:
      return _("Backup codes");
    }
}

static void
add_once (GPtrArray  *ids,
          const char *id)
{
  if (id != NULL && !g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
    g_ptr_array_add (ids, g_strdup (id));
}

char **
spare_sheets_dup_account_ids (SpareThing *sheet,
                              GListModel *things)
{
  GPtrArray *ids = g_ptr_array_new ();
  g_auto(GStrv) sets = spare_sheet_record_dup_sets (sheet);
  g_auto(GStrv) accounts = spare_sheet_record_dup_accounts (sheet);

  for (guint i = 0; sets[i] != NULL; i++)
    {
      g_autoptr(SpareThing) set = spare_thing_find (things, sets[i]);

      if (set != NULL)
        add_once (ids, spare_code_set_get_account (set));
    }
  for (guint i = 0; accounts[i] != NULL; i++)
    add_once (ids, accounts[i]);
  g_ptr_array_add (ids, NULL);

  return (char **) g_ptr_array_free (ids, FALSE);
}

char *
spare_sheets_dup_services (SpareThing *sheet,
                           SpareVault *vault)
{
  g_auto(GStrv) ids = spare_sheets_dup_account_ids (sheet, spare_vault_get_things (vault));
  GString *text = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      SpareAccount *account = spare_vault_find (vault, ids[i]);

      if (account != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? _(", ") : "", spare_words_get_title (account));
    }
  if (text->len == 0 || spare_sheet_record_get_kind (sheet) != SPARE_SHEET_CODES)
    g_string_assign (text, spare_sheets_get_kind (sheet));

  return g_string_free (text, FALSE);
}

static guint
count_codes (SpareThing *sheet,
             GListModel *things,
             const char *account_id)
{
  g_auto(GStrv) sets = spare_sheet_record_dup_sets (sheet);
  guint n = 0;

  for (guint i = 0; sets[i] != NULL; i++)
    {
      g_autoptr(SpareThing) set = spare_thing_find (things, sets[i]);

      if (set != NULL && g_strcmp0 (spare_code_set_get_account (set), account_id) == 0)
        n += spare_code_set_count (set);
    }

  return n;
}

char *
spare_sheets_dup_contents (SpareThing *sheet,
                           SpareVault *vault)
{
  GListModel *things = spare_vault_get_things (vault);
  g_auto(GStrv) ids = spare_sheets_dup_account_ids (sheet, things);
  GString *text = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      SpareAccount *account = spare_vault_find (vault, ids[i]);
      g_autofree char *names = account != NULL ? spare_words_dup_names (account) : g_strdup (_("A deleted account"));
      guint n = count_codes (sheet, things, ids[i]);

      if (text->len > 0)
        g_string_append_c (text, '\n');
      if (n > 0)
        /* Translators: %s is an account. */
        g_string_append_printf (text, ngettext ("%s: %u code", "%s: %u codes", n), names, n);
      else
        g_string_append (text, names);
    }

  return g_string_free (text, FALSE);
}

char *
spare_sheets_dup_places (SpareThing *sheet)
{
  g_auto(GStrv) places = spare_sheet_record_dup_places (sheet);
  GString *text = g_string_new (NULL);

  for (guint i = 0; places[i] != NULL; i++)
    if (*places[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? _(", ") : "", places[i]);

  return g_string_free (text, FALSE);
}

static const char *
get_reason (SpareVoid reason)
{
  switch (reason)
    {
    case SPARE_VOID_REPLACED:
      return _("The service gave new codes.");
    case SPARE_VOID_TURNED_OFF:
      return _("Two-step sign-in was turned off.");
    case SPARE_VOID_RE_ENROLLED:
      return _("The account moved to a new phone.");
    case SPARE_VOID_LOST:
      return _("It was lost: others may know its codes.");
    case SPARE_VOID_NOT:
    default:
      return "";
    }
}

/* Of one without codes, which are what can be typed back. */
static char *
dup_reading (SpareThing *sheet,
             gint64      now)
{
  gint64 read = spare_sheet_record_get_tested (sheet);
  g_autofree char *on = spare_words_dup_date (read != 0 ? read : spare_sheet_record_get_printed (sheet));
  g_autofree char *next = spare_words_dup_date (spare_sheet_record_get_due (sheet));

  if (spare_sheets_is_unread (sheet, now))
    /* Translators: %s is a date. */
    return g_strdup_printf (_("It was right on %s. Read it again: is it still?"), on);

  /* Translators: both are dates. */
  return g_strdup_printf (_("It was right on %s. Read it again on %s."), on, next);
}

static char *
dup_test (SpareThing *sheet,
          GListModel *things,
          gint64      now)
{
  gint64 tested = spare_sheet_record_get_tested (sheet);
  gint64 due = spare_sheets_get_due (sheet, things);
  g_autofree char *on = spare_words_dup_date (tested);
  g_autofree char *next = spare_words_dup_date (due);

  if (spare_sheets_awaits_codes (sheet, things))
    return g_strdup (_("A paper with the same codes was lost: new codes will make this one void. Until you have them, "
                       "its codes still work at the service."));
  if (spare_sheet_record_get_kind (sheet) != SPARE_SHEET_CODES)
    return dup_reading (sheet, now);
  if (due == 0)
    return g_strdup (_("There is nothing to test on it."));
  if (tested == 0 && due <= now)
    return g_strdup (_("Never tested. Test it now."));
  if (tested == 0)
    /* Translators: %s is a date. */
    return g_strdup_printf (_("Never tested. Test it until %s."), next);
  if (due <= now)
    /* Translators: %s is a date. */
    return g_strdup_printf (_("Last tested on %s. Test it again now."), on);

  /* Translators: both are dates. */
  return g_strdup_printf (_("Tested on %s. The next test is due on %s."), on, next);
}

char *
spare_sheets_dup_standing (SpareThing *sheet,
                           GListModel *things,
                           gint64      now)
{
  gint64 destroyed = spare_sheet_record_get_destroyed (sheet);
  SpareVoid reason = spare_sheet_record_get_void (sheet);
  g_autofree char *date = spare_words_dup_date (destroyed != 0 ? destroyed : spare_sheet_record_get_voided (sheet));

  switch (spare_sheets_get_fate (sheet))
    {
    case SPARE_SHEETS_VALID:
      return dup_test (sheet, things, now);
    case SPARE_SHEETS_TO_DESTROY:
      if (spare_sheets_awaits_codes (sheet, things))
        /* Translators: a date, and a sentence that says why. */
        return g_strdup_printf (_("Void since %s. %s Get new codes, then destroy it."), date, get_reason (reason));
      if (is_last (sheet, things))
        /* Translators: a date, and a sentence that says why. */
        return g_strdup_printf (_("Void since %s. %s No other paper has the rest of its codes, which still work: replace "
                                  "those, then destroy it."), date, get_reason (reason));
      /* Translators: a date, and a sentence that says why. */
      return g_strdup_printf (_("Void since %s. %s"), date, get_reason (reason));
    case SPARE_SHEETS_GONE:
    default:
      if (reason == SPARE_VOID_LOST && destroyed == spare_sheet_record_get_voided (sheet))
        /* Translators: %s is a date. */
        return g_strdup_printf (_("Lost on %s. If it turns up, destroy it."), date);
      /* Translators: %s is a date. */
      return g_strdup_printf (_("Destroyed on %s."), date);
    }
}

gboolean
spare_sheets_is_kept (SpareThing *sheet,
                      GListModel *things)
{
  g_auto(GStrv) sets = spare_sheet_record_dup_sets (sheet);

  if (spare_sheets_get_fate (sheet) == SPARE_SHEETS_GONE)
    return FALSE;

  for (guint i = 0; sets[i] != NULL; i++)
    {
      g_autoptr(SpareThing) set = spare_thing_find (things, sets[i]);

      if (set == NULL || spare_code_set_is_forgotten (set) || spare_code_set_get_void (set) != SPARE_VOID_NOT)
        return FALSE;
    }

  return TRUE;
}

char *
spare_sheets_dup_reminder (GListModel *things,
                           gint64      now)
{
  g_autoptr(GPtrArray) sheets = spare_sheet_record_list (things, NULL);
  g_autofree char *test = NULL;
  g_autofree char *destroy = NULL;
  guint due = 0;
  guint doomed = 0;

  for (guint i = 0; i < sheets->len; i++)
    {
      SpareThing *sheet = g_ptr_array_index (sheets, i);

      due += spare_sheets_is_due (sheet, things, now);
      doomed += spare_sheets_get_fate (sheet) == SPARE_SHEETS_TO_DESTROY && !spare_sheets_awaits_codes (sheet, things)
                && !is_last (sheet, things);
    }
  if (due > 0)
    test = g_strdup_printf (ngettext ("%u sheet with backup codes should be tested.",
                                      "%u sheets with backup codes should be tested.", due), due);
  if (doomed > 0)
    destroy = g_strdup_printf (ngettext ("%u void sheet must be destroyed.", "%u void sheets must be destroyed.",
                                         doomed), doomed);

  if (test != NULL && destroy != NULL)
    /* Translators: two sentences. */
    return g_strdup_printf (_("%s %s"), test, destroy);

  return test != NULL ? g_steal_pointer (&test) : g_steal_pointer (&destroy);
}
