/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-set-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "spare-words.h"

char *
spare_set_words_dup_left (GPtrArray *sets)
{
  guint count = 0;
  guint left = 0;
  guint valid = 0;
  gboolean single = TRUE;

  for (guint i = 0; i < sets->len; i++)
    {
      SpareThing *set = g_ptr_array_index (sets, i);

      if (spare_code_set_get_void (set) != SPARE_VOID_NOT)
        continue;
      valid++;
      count += spare_code_set_count (set);
      left += spare_code_set_count_left (set);
      single = single && spare_code_set_is_single (set);
    }

  if (valid == 0)
    return g_strdup (_("No valid codes"));
  if (valid == 1 && single)
    return g_strdup (left > 0 ? _("Recovery key, not used") : _("Recovery key, used"));

  /* Translators: backup codes: those not used yet, and all. */
  return g_strdup_printf (_("%u of %u left"), left, count);
}

char *
spare_set_words_dup_title (SpareThing *set)
{
  const char *file = spare_code_set_get_file (set);
  gint64 created = spare_code_set_get_created (set);
  g_autofree char *date = created != 0 ? spare_words_dup_date (created) : NULL;

  if (file != NULL && *file != '\0')
    return g_strdup (file);
  if (date != NULL)
    /* Translators: what backup codes are called whose account is gone; %s is a day. */
    return g_strdup_printf (_("Taken in on %s"), date);

  return g_strdup (_("Backup codes"));
}

gboolean
spare_set_words_is_low (GPtrArray *sets)
{
  for (guint i = 0; i < sets->len; i++)
    {
      SpareThing *set = g_ptr_array_index (sets, i);

      if (spare_code_set_get_void (set) == SPARE_VOID_NOT && !spare_code_set_is_low (set))
        return FALSE;
    }

  return sets->len > 0;
}

char *
spare_set_words_dup_places (SpareThing *sheet)
{
  g_auto(GStrv) places = spare_sheet_record_dup_places (sheet);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; places != NULL && places[i] != NULL; i++)
    {
      if (*places[i] == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, places[i]);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_valid (SpareThing *sheet)
{
  return spare_sheet_record_get_void (sheet) == SPARE_VOID_NOT && spare_sheet_record_get_destroyed (sheet) == 0;
}

/* Each place once, in the order of the sheets. */
static char *
dup_all_places (GPtrArray *sheets,
                guint     *valid)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (g_free);

  *valid = 0;
  for (guint i = 0; i < sheets->len; i++)
    {
      SpareThing *sheet = g_ptr_array_index (sheets, i);
      g_auto(GStrv) places = is_valid (sheet) ? spare_sheet_record_dup_places (sheet) : NULL;

      *valid += is_valid (sheet) ? 1 : 0;
      for (guint n = 0; places != NULL && places[n] != NULL; n++)
        {
          if (*places[n] != '\0' && !g_ptr_array_find_with_equal_func (all, places[n], g_str_equal, NULL))
            g_ptr_array_add (all, g_strdup (places[n]));
        }
    }
  g_ptr_array_add (all, NULL);

  return g_strjoinv (", ", (char **) all->pdata);
}

char *
spare_set_words_dup_where (GPtrArray *sheets)
{
  guint valid;
  g_autofree char *places = dup_all_places (sheets, &valid);

  if (valid == 0)
    return g_strdup (_("Not on paper"));
  if (*places == '\0')
    return g_strdup (_("On paper"));

  /* Translators: %s is a list of places such as "desk, sister". */
  return g_strdup_printf (_("On paper: %s"), places);
}

char *
spare_set_words_dup_tested (GPtrArray *sheets)
{
  gint64 tested = 0;
  guint valid = 0;
  g_autofree char *date = NULL;

  for (guint i = 0; i < sheets->len; i++)
    {
      if (!is_valid (g_ptr_array_index (sheets, i)))
        continue;
      valid++;
      tested = MAX (tested, spare_sheet_record_get_tested (g_ptr_array_index (sheets, i)));
    }

  if (valid == 0)
    return NULL;
  if (tested == 0)
    return g_strdup (_("never tested"));

  date = spare_words_dup_date (tested);
  /* Translators: %s is a day. */
  return g_strdup_printf (_("tested on %s"), date);
}

const char *
spare_set_words_get_void (SpareVoid reason)
{
  switch (reason)
    {
    case SPARE_VOID_REPLACED:
      return _("The service gave new codes");
    case SPARE_VOID_TURNED_OFF:
      return _("Two-step sign-in was turned off");
    case SPARE_VOID_RE_ENROLLED:
      return _("A new phone was set up");
    case SPARE_VOID_LOST:
      return _("A sheet was lost");
    case SPARE_VOID_NOT:
    default:
      return _("Valid");
    }
}

const char *
spare_set_words_get_effect (SpareCodeEffect effect)
{
  switch (effect)
    {
    case SPARE_CODE_EFFECT_SECOND_STEP:
      return _("Replaces the second step; the password is still asked for");
    case SPARE_CODE_EFFECT_TURNS_OFF:
      return _("Turns two-step sign-in off");
    case SPARE_CODE_EFFECT_NO_PASSWORD:
      return _("Works without the password, too");
    case SPARE_CODE_EFFECT_UNKNOWN:
    default:
      return _("Not known");
    }
}

char *
spare_set_words_dup_host (const char *uri)
{
  g_autoptr(GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  const char *host = parsed != NULL ? g_uri_get_host (parsed) : NULL;

  if (host == NULL || *host == '\0')
    return g_strdup (uri);

  return g_strdup (g_str_has_prefix (host, "www.") ? host + strlen ("www.") : host);
}

char *
spare_set_words_dup_source (const SpareService *service,
                            const char         *fact)
{
  const char *source = spare_service_get_source (service, fact);
  const char *checked = spare_service_get_checked (service, fact);
  g_autofree char *host = source != NULL ? spare_set_words_dup_host (source) : NULL;

  if (host == NULL || checked == NULL)
    return NULL;

  /* Translators: where something was read, such as "docs.example.org", and the day, such as "2026-11-22". */
  return g_strdup_printf (_("Read at %s on %s"), host, checked);
}

static char *
dup_number (SpareThing *set,
            const char *detail)
{
  guint64 position;

  if (detail == NULL || !g_ascii_string_to_unsigned (detail, 10, 0, SPARE_CODE_SET_MAX, &position, NULL)
      || position >= spare_code_set_count (set))
    return g_strdup ("?");

  return spare_code_set_dup_number (set, (guint) position);
}

static char *
dup_printed (const char *sheet)
{
  if (sheet == NULL || *sheet == '\0')
    return g_strdup (_("Printed"));

  /* Translators: %s is what a sheet is called, such as "K7M-3QP". */
  return g_strdup_printf (_("Printed as sheet %s"), sheet);
}

static char *
dup_tested (const char *sheet)
{
  if (sheet == NULL || *sheet == '\0')
    return g_strdup (_("A sheet was tested"));

  /* Translators: %s is what a sheet is called, such as "K7M-3QP". */
  return g_strdup_printf (_("Sheet %s was tested"), sheet);
}

/* As a record has it; see docs/record.md. */
static char *
dup_voided (const char *reason)
{
  static const struct
  {
    const char *name;
    SpareVoid   reason;
  } reasons[] = {
    { "replaced", SPARE_VOID_REPLACED },
    { "turned-off", SPARE_VOID_TURNED_OFF },
    { "re-enrolled", SPARE_VOID_RE_ENROLLED },
    { "lost", SPARE_VOID_LOST },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      if (g_strcmp0 (reason, reasons[i].name) == 0)
        /* Translators: codes; %s is a sentence without its full stop, such as "A sheet was lost". */
        return g_strdup_printf (_("Became void: %s"), spare_set_words_get_void (reasons[i].reason));
    }

  return g_strdup (_("Became void"));
}

char *
spare_set_words_dup_event (SpareThing           *set,
                           const SpareCodeEvent *event)
{
  g_autofree char *number = dup_number (set, event->detail);

  switch (event->kind)
    {
    case SPARE_CODE_EVENT_TAKEN_IN:
      return g_strdup (_("Taken in"));
    case SPARE_CODE_EVENT_USED:
      /* Translators: %s is the number of a backup code. */
      return g_strdup_printf (_("Code %s was used"), number);
    case SPARE_CODE_EVENT_UNUSED:
      /* Translators: %s is the number of a backup code. */
      return g_strdup_printf (_("The use of code %s was taken back"), number);
    case SPARE_CODE_EVENT_CHANGED:
      if (*event->detail != '\0')
        /* Translators: %s is the number of a backup code. */
        return g_strdup_printf (_("Code %s was corrected"), number);
      return g_strdup (_("What is known of them was corrected"));
    case SPARE_CODE_EVENT_PRINTED:
      return dup_printed (event->detail);
    case SPARE_CODE_EVENT_FORGOTTEN:
      return g_strdup (_("The codes were erased here; they are only on paper"));
    case SPARE_CODE_EVENT_TESTED:
      return dup_tested (event->detail);
    case SPARE_CODE_EVENT_VOIDED:
    default:
      return dup_voided (event->detail);
    }
}
