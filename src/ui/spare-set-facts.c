/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-set-facts.h"

#include <glib/gi18n.h>

#include "spare-code-set.h"
#include "spare-service.h"
#include "spare-set-words.h"

enum
{
  EFFECT,
  BY_NUMBER,
  CASE,
  SEPARATORS,
  N_FACTS,
};

struct _SpareSetFacts
{
  AdwBin       parent_instance;

  AdwComboRow *rows[N_FACTS];

  SpareWindow *window; /* (nullable): borrowed */
  SpareThing  *set;    /* (nullable) */
  gboolean     filling;
};

G_DEFINE_FINAL_TYPE (SpareSetFacts, spare_set_facts, ADW_TYPE_BIN)

static guint
get_value (SpareThing *set,
           guint       fact)
{
  switch (fact)
    {
    case EFFECT:
      return spare_code_set_get_effect (set);
    case BY_NUMBER:
      return spare_code_set_get_by_number (set);
    case CASE:
      return spare_code_set_get_case (set);
    case SEPARATORS:
    default:
      return spare_code_set_get_separators (set);
    }
}

static const char *const service_facts[N_FACTS] = {
  [EFFECT] = SPARE_SERVICE_EFFECT,
  [BY_NUMBER] = SPARE_SERVICE_BY_NUMBER,
  [CASE] = SPARE_SERVICE_CASE,
  [SEPARATORS] = SPARE_SERVICE_SEPARATORS,
};

/* What the service says of itself; 0 for nothing. */
static guint
get_service_value (const SpareService *service,
                   guint               fact)
{
  return fact == EFFECT ? (guint) spare_service_get_effect (service)
                        : (guint) spare_service_get_answer (service, service_facts[fact]);
}

static void
set_value (SpareThing *set,
           guint       fact,
           guint       value)
{
  switch (fact)
    {
    case EFFECT:
      spare_code_set_set_effect (set, (SpareCodeEffect) value);
      break;
    case BY_NUMBER:
      spare_code_set_set_by_number (set, (SpareAnswer) value);
      break;
    case CASE:
      spare_code_set_set_case (set, (SpareAnswer) value);
      break;
    case SEPARATORS:
    default:
      spare_code_set_set_separators (set, (SpareAnswer) value);
      break;
    }
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SpareSetFacts) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!spare_vault_save_finish (SPARE_VAULT (source), result, &error) && self->window != NULL)
    spare_window_toast_error (self->window, error);
  /* What is shown is what is stored. */
  spare_set_facts_update (self);
}

static void
selected_cb (AdwComboRow   *row,
             GParamSpec    *pspec,
             SpareSetFacts *self)
{
  SpareVault *vault = self->window != NULL ? spare_window_get_vault (self->window) : NULL;
  g_autoptr(SpareThing) copy = NULL;
  g_autoptr(GPtrArray) records = g_ptr_array_new ();
  guint fact = 0;

  if (self->filling || self->set == NULL || vault == NULL)
    return;

  while (fact < N_FACTS - 1 && self->rows[fact] != row)
    fact++;
  if (get_value (self->set, fact) == adw_combo_row_get_selected (row))
    return;

  copy = SPARE_THING (spare_record_copy (SPARE_RECORD (self->set)));
  set_value (copy, fact, adw_combo_row_get_selected (row));
  spare_code_set_log (copy, spare_clock_get_now (spare_window_get_clock (self->window)), SPARE_CODE_EVENT_CHANGED, NULL);
  g_ptr_array_add (records, copy);
  spare_vault_save_async (vault, records, NULL, NULL, NULL, saved_cb, g_object_ref (self));
}

static void
spare_set_facts_dispose (GObject *object)
{
  SpareSetFacts *self = SPARE_SET_FACTS (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->set);

  G_OBJECT_CLASS (spare_set_facts_parent_class)->dispose (object);
}

static void
spare_set_facts_class_init (SpareSetFactsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spare_set_facts_dispose;
}

static AdwComboRow *
create_row (SpareSetFacts     *self,
            const char        *title,
            const char *const *answers)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr(GtkStringList) model = gtk_string_list_new (answers);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (selected_cb), self, 0);

  return ADW_COMBO_ROW (row);
}

static void
spare_set_facts_init (SpareSetFacts *self)
{
  /* In the order of SpareCodeEffect, and of SpareAnswer. */
  const char *effects[] = { _("Not known"), _("Replaces the second step"), _("Turns two-step sign-in off"),
                            _("Works without the password"), NULL };
  const char *answers[] = { _("Not known"), _("Yes"), _("No"), NULL };
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, _("What a Code Does"));
  adw_preferences_group_set_description (group, _("Correct what is wrong: it is printed on the sheet, too."));
  self->rows[EFFECT] = create_row (self, _("Effect"), effects);
  self->rows[BY_NUMBER] = create_row (self, _("Asked For by Number"), answers);
  self->rows[CASE] = create_row (self, _("Upper and Lower Case Matter"), answers);
  self->rows[SEPARATORS] = create_row (self, _("Dashes and Blanks Matter"), answers);
  for (guint i = 0; i < N_FACTS; i++)
    adw_preferences_group_add (group, GTK_WIDGET (self->rows[i]));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (group));
}

GtkWidget *
spare_set_facts_new (void)
{
  return g_object_new (SPARE_TYPE_SET_FACTS, NULL);
}

void
spare_set_facts_set_set (SpareSetFacts *self,
                         SpareWindow   *window,
                         SpareThing    *set)
{
  g_return_if_fail (SPARE_IS_SET_FACTS (self));

  g_set_weak_pointer (&self->window, window);
  g_set_object (&self->set, set);
  spare_set_facts_update (self);
}

static const SpareService *
find_service (SpareSetFacts *self)
{
  SpareVault *vault = self->window != NULL ? spare_window_get_vault (self->window) : NULL;
  const char *id = spare_code_set_get_account (self->set);
  SpareAccount *account = vault != NULL && id != NULL ? spare_vault_find (vault, id) : NULL;

  return account != NULL ? spare_service_find (spare_account_get_service (account)) : NULL;
}

void
spare_set_facts_update (SpareSetFacts *self)
{
  const SpareService *service;

  if (self->set == NULL)
    return;

  service = find_service (self);
  self->filling = TRUE;
  for (guint i = 0; i < N_FACTS; i++)
    {
      guint value = get_value (self->set, i);
      g_autofree char *read = NULL;

      /* What the person corrected has no source. That of the effect stands with
       * what is known of the service: here it leaves the answer no room. */
      if (i != EFFECT && value != 0 && value == get_service_value (service, i))
        read = spare_set_words_dup_source (service, service_facts[i]);
      adw_combo_row_set_selected (self->rows[i], value);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[i]), read != NULL ? read : "");
    }
  self->filling = FALSE;
}
