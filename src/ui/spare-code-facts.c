/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-facts.h"

#include <glib/gi18n.h>

#include "spare-words.h"

#define NOON "T12:00:00Z"

enum
{
  EFFECT,
  BY_NUMBER,
  CASE,
  SEPARATORS,
  N_ROWS,
};

static const char *const facts[N_ROWS] = {
  SPARE_SERVICE_EFFECT, SPARE_SERVICE_BY_NUMBER, SPARE_SERVICE_CASE, SPARE_SERVICE_SEPARATORS,
};

static const char *const titles[N_ROWS] = {
  N_("_Using One"), N_("Asked For by _Number"), N_("_Capitals Matter"), N_("_Dashes and Blanks Matter"),
};

struct _SpareCodeFacts
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow        *rows[N_ROWS];
  gboolean            said[N_ROWS]; /* by the person */
  gboolean            showing;      /* the widgets change, not the person's mind */
};

G_DEFINE_FINAL_TYPE (SpareCodeFacts, spare_code_facts, ADW_TYPE_PREFERENCES_GROUP)

static void
selected_cb (SpareCodeFacts *self,
             GParamSpec     *pspec,
             AdwComboRow    *row)
{
  if (self->showing)
    return;

  for (guint i = 0; i < N_ROWS; i++)
    {
      if (self->rows[i] == row)
        self->said[i] = TRUE;
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), NULL);
}

static void
spare_code_facts_class_init (SpareCodeFactsClass *klass)
{
}

static void
spare_code_facts_init (SpareCodeFacts *self)
{
  /* In the order of SpareCodeEffect and SpareAnswer. */
  const char *const effects[] = { C_("fact", "Not Known"), _("Replaces the Second Step"),
                                  _("Turns Two-Step Sign-in Off"), _("Works Without the Password"), NULL };
  const char *const answers[] = { C_("fact", "Not Known"), C_("fact", "Yes"), C_("fact", "No"), NULL };

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("At the Service"));
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autoptr(GtkStringList) list = gtk_string_list_new (i == EFFECT ? effects : answers);
      GtkWidget *row = adw_combo_row_new ();

      self->rows[i] = ADW_COMBO_ROW (row);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(titles[i]));
      adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
      adw_combo_row_set_model (self->rows[i], G_LIST_MODEL (list));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_signal_connect_object (row, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
    }
}

/* "According to support.google.com, looked up on 11/22/26" */
static char *
dup_source (const SpareService *service,
            const char         *fact)
{
  const char *source = spare_service_get_source (service, fact);
  const char *checked = spare_service_get_checked (service, fact);
  g_autoptr(GUri) uri = source != NULL ? g_uri_parse (source, G_URI_FLAGS_NONE, NULL) : NULL;
  g_autofree char *noon = checked != NULL ? g_strconcat (checked, NOON, NULL) : NULL;
  g_autoptr(GDateTime) day = noon != NULL ? g_date_time_new_from_iso8601 (noon, NULL) : NULL;
  g_autofree char *date = day != NULL ? spare_words_dup_date (g_date_time_to_unix (day)) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autofree char *text = NULL;

  if (host == NULL || date == NULL)
    return NULL;

  /* Translators: the address of a web site, and a date. */
  text = g_strdup_printf (_("According to %s, looked up on %s"), host, date);
  return g_markup_escape_text (text, -1);
}

void
spare_code_facts_set_service (SpareCodeFacts     *self,
                              const SpareService *service)
{
  const guint known[N_ROWS] = {
    spare_service_get_effect (service),
    spare_service_get_answer (service, SPARE_SERVICE_BY_NUMBER),
    spare_service_get_answer (service, SPARE_SERVICE_CASE),
    spare_service_get_answer (service, SPARE_SERVICE_SEPARATORS),
  };

  g_return_if_fail (SPARE_IS_CODE_FACTS (self));

  self->showing = TRUE;
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *source = known[i] != 0 ? dup_source (service, facts[i]) : NULL;

      if (self->said[i])
        continue;
      adw_combo_row_set_selected (self->rows[i], known[i]);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[i]), source);
    }
  self->showing = FALSE;
}

void
spare_code_facts_apply (SpareCodeFacts *self,
                        SpareThing     *code_set)
{
  g_return_if_fail (SPARE_IS_CODE_FACTS (self));

  spare_code_set_set_effect (code_set, spare_code_facts_get_effect (self));
  spare_code_set_set_by_number (code_set, (SpareAnswer) adw_combo_row_get_selected (self->rows[BY_NUMBER]));
  spare_code_set_set_case (code_set, (SpareAnswer) adw_combo_row_get_selected (self->rows[CASE]));
  spare_code_set_set_separators (code_set, (SpareAnswer) adw_combo_row_get_selected (self->rows[SEPARATORS]));
}

SpareCodeEffect
spare_code_facts_get_effect (SpareCodeFacts *self)
{
  g_return_val_if_fail (SPARE_IS_CODE_FACTS (self), SPARE_CODE_EFFECT_UNKNOWN);

  return (SpareCodeEffect) adw_combo_row_get_selected (self->rows[EFFECT]);
}
