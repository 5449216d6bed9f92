/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheet-form.h"

#include <glib/gi18n.h>

#include "spare-dialogs.h"
#include "spare-sheet-emergency.h"
#include "spare-sheet-place-row.h"
#include "spare-words.h"

#define FEW 6 /* accounts: the list is open from the start */

struct _SpareSheetForm
{
  AdwBin                parent_instance;

  AdwPreferencesGroup  *accounts_group;
  AdwExpanderRow       *accounts;
  AdwPreferencesGroup  *other_group;
  AdwPreferencesGroup  *shows_group;
  GtkSwitch            *user_names;
  GtkWidget            *user_names_row;
  GtkSwitch            *code_names;
  GtkWidget            *code_names_row;
  GtkSwitch            *qr;
  GtkWidget            *qr_row;
  GtkSwitch            *secrets;
  GtkWidget            *secrets_row;
  GtkSwitch            *blank;
  AdwPreferencesGroup  *copies_group;
  GtkSpinButton        *copies;
  AdwEntryRow          *owner;
  AdwEntryRow          *passwords;
  AdwComboRow          *language;
  AdwComboRow          *second;
  AdwComboRow          *paper;
  GtkSwitch            *large;
  GtkSwitch            *one_each;
  GtkWidget            *one_each_row;
  GtkSwitch            *card;
  GtkWidget            *card_row;
  GtkSwitch            *cut_marks;
  GtkWidget            *cut_marks_row;

  SpareWindow          *window;   /* (nullable): borrowed */
  GSettings            *settings;
  SpareSheetKind        kind;
  GPtrArray            *ticks;    /* of GtkCheckButton, each with its "account" */
  GPtrArray            *places;   /* of SpareSheetPlaceRow, one a copy */
  SpareSheetEmergency  *other;    /* (nullable): what a sheet without codes has */
  gboolean              filling;
  gboolean              secrets_confirmed;
};

G_DEFINE_FINAL_TYPE (SpareSheetForm, spare_sheet_form, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* In the order of the rows' models. */
static const char *const paper_nicks[] = { "a4", "letter", "a5", NULL };

static GListModel *
get_things (SpareSheetForm *self)
{
  return spare_vault_get_things (spare_window_get_vault (self->window));
}

/* Those that count and still have their codes. */
static GPtrArray *
list_sets (SpareSheetForm *self,
           SpareAccount   *account)
{
  GPtrArray *sets = spare_code_set_list (get_things (self), spare_account_get_id (account));

  for (guint i = sets->len; i > 0; i--)
    {
      SpareThing *set = g_ptr_array_index (sets, i - 1);

      if (spare_code_set_get_void (set) != SPARE_VOID_NOT || spare_code_set_is_forgotten (set)
          || spare_code_set_count (set) == 0)
        g_ptr_array_remove_index (sets, i - 1);
    }

  return sets;
}

static SpareAccount *
get_account (GtkCheckButton *tick)
{
  return g_object_get_data (G_OBJECT (tick), "account");
}

static gboolean
has_codes (GtkCheckButton *tick)
{
  return g_object_get_data (G_OBJECT (tick), "codes") != NULL;
}

static gboolean
is_ticked (SpareSheetForm *self,
           GtkCheckButton *tick)
{
  return gtk_check_button_get_active (tick) && (has_codes (tick) || gtk_switch_get_active (self->secrets));
}

static void
show_count (SpareSheetForm *self)
{
  guint all = 0;
  guint n = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->ticks->len; i++)
    {
      GtkCheckButton *tick = g_ptr_array_index (self->ticks, i);

      all += has_codes (tick) || gtk_switch_get_active (self->secrets);
      n += is_ticked (self, tick);
    }
  text = g_strdup_printf (ngettext ("%u of %u account", "%u of %u accounts", all), n, all);
  adw_expander_row_set_subtitle (self->accounts, text);
}

/* What makes no difference in the shape that was chosen cannot be chosen. */
static void
update_rows (SpareSheetForm *self)
{
  gboolean codes = self->kind == SPARE_SHEET_CODES;
  gboolean card = codes && gtk_switch_get_active (self->card);

  gtk_widget_set_sensitive (self->user_names_row, !gtk_switch_get_active (self->code_names) && !card);
  gtk_widget_set_sensitive (self->qr_row, !card && !gtk_switch_get_active (self->blank));
  gtk_widget_set_sensitive (self->secrets_row, !card);
  gtk_widget_set_sensitive (self->one_each_row, !card);
  gtk_widget_set_sensitive (self->cut_marks_row, !card);
  for (guint i = 0; i < self->ticks->len; i++)
    {
      GtkWidget *tick = g_ptr_array_index (self->ticks, i);

      gtk_widget_set_visible (gtk_widget_get_ancestor (tick, ADW_TYPE_ACTION_ROW),
                              has_codes (GTK_CHECK_BUTTON (tick)) || gtk_switch_get_active (self->secrets));
    }
  show_count (self);
}

static void
changed_cb (SpareSheetForm *self)
{
  if (self->filling)
    return;

  update_rows (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Secrets are asked for once more: the paper is then as good as the phone. */

static void
secrets_answered_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(SpareSheetForm) self = user_data;

  if (!spare_dialogs_confirm_finish (result) || self->window == NULL)
    return;

  self->secrets_confirmed = TRUE;
  gtk_switch_set_active (self->secrets, TRUE);
}

static void
secrets_cb (SpareSheetForm *self)
{
  if (!gtk_switch_get_active (self->secrets) || self->secrets_confirmed)
    {
      self->secrets_confirmed = FALSE;
      changed_cb (self);
      return;
    }

  g_signal_handlers_block_by_func (self->secrets, secrets_cb, self);
  gtk_switch_set_active (self->secrets, FALSE);
  g_signal_handlers_unblock_by_func (self->secrets, secrets_cb, self);
  spare_dialogs_confirm_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Print the Secrets, Too?"),
                               _("With the secrets, a new phone can be set up from the paper. Whoever finds or "
                                 "photographs the sheet can make your codes as well, and you would not notice. Keep "
                                 "such a sheet where you would keep a key."),
                               _("_Print Secrets"), secrets_answered_cb, g_object_ref (self));
}

/* Which accounts. */

static gboolean
is_wanted (const char *const *account_ids,
           const char        *id)
{
  return account_ids == NULL || g_strv_contains (account_ids, id);
}

static void
add_account (SpareSheetForm *self,
             SpareAccount   *account,
             gboolean        codes,
             gboolean        active)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *tick = gtk_check_button_new ();
  g_autofree char *names = spare_words_dup_names (account);
  g_autofree char *title = g_markup_escape_text (spare_words_get_title (account), -1);
  g_autofree char *subtitle = g_markup_escape_text (spare_account_get_name (account), -1);

  gtk_widget_set_valign (tick, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, names, -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), active);
  g_object_set_data_full (G_OBJECT (tick), "account", g_object_ref (account), g_object_unref);
  g_object_set_data (G_OBJECT (tick), "codes", codes ? tick : NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (g_strcmp0 (title, subtitle) != 0)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), tick);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), tick);
  adw_expander_row_add_row (self->accounts, row);
  g_ptr_array_add (self->ticks, tick);
  g_signal_connect_object (tick, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
fill_accounts (SpareSheetForm    *self,
               const char *const *account_ids)
{
  GListModel *accounts = spare_vault_get_accounts (spare_window_get_vault (self->window));

  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
        {
          g_autoptr(SpareAccount) account = g_list_model_get_item (accounts, i);
          g_autoptr(GPtrArray) sets = list_sets (self, account);
          gboolean codes = sets->len > 0;

          /* Behind them, those that only have a secret. */
          if (codes == (pass == 0) && (codes || spare_account_peek_secret (account) != NULL))
            add_account (self, account, codes, is_wanted (account_ids, spare_account_get_id (account))
                                               && (codes || account_ids != NULL));
        }
    }
  adw_expander_row_set_expanded (self->accounts, self->ticks->len <= FEW);
}

gboolean
spare_sheet_form_has_accounts (SpareSheetForm *self)
{
  g_return_val_if_fail (SPARE_IS_SHEET_FORM (self), FALSE);

  return self->kind != SPARE_SHEET_CODES
         || (self->ticks->len > 0 && has_codes (g_ptr_array_index (self->ticks, 0)));
}

gboolean
spare_sheet_form_is_filled (SpareSheetForm *self)
{
  g_return_val_if_fail (SPARE_IS_SHEET_FORM (self), FALSE);

  for (guint i = 0; i < self->ticks->len; i++)
    {
      if (is_ticked (self, g_ptr_array_index (self->ticks, i)))
        return TRUE;
    }

  return self->kind != SPARE_SHEET_CODES;
}

/* Places. */

static void
fill_places (SpareSheetForm *self)
{
  guint n = (guint) gtk_spin_button_get_value_as_int (self->copies);

  while (self->places->len > n)
    {
      adw_preferences_group_remove (self->copies_group, g_ptr_array_index (self->places, self->places->len - 1));
      g_ptr_array_set_size (self->places, (int) self->places->len - 1);
    }
  while (self->places->len < n)
    {
      GtkWidget *row = spare_sheet_place_row_new (get_things (self), self->places->len + 1);

      g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->copies_group, row);
      g_ptr_array_add (self->places, row);
    }
  for (guint i = 0; i < self->places->len; i++)
    spare_sheet_place_row_set_number (g_ptr_array_index (self->places, i), i + 1, n);
}

static void
copies_cb (SpareSheetForm *self)
{
  if (self->window == NULL)
    return;

  fill_places (self);
  changed_cb (self);
}

/* What was chosen. */

static const char *
get_language (guint place)
{
  const char *const *languages = spare_sheet_list_languages ();

  return place < g_strv_length ((char **) languages) ? languages[place] : NULL;
}

void
spare_sheet_form_get_options (SpareSheetForm    *self,
                              SpareSheetOptions *options)
{
  const char *language;
  guint second;

  g_return_if_fail (SPARE_IS_SHEET_FORM (self) && options != NULL);

  language = get_language (adw_combo_row_get_selected (self->language));
  second = adw_combo_row_get_selected (self->second);
  *options = (SpareSheetOptions){
    .paper = (SparePaper) MIN (adw_combo_row_get_selected (self->paper), SPARE_PAPER_A5),
    .large = gtk_switch_get_active (self->large),
    .language = language != NULL ? language : "en",
  };
  if (second > 0 && second != GTK_INVALID_LIST_POSITION)
    options->second_language = get_language (second - 1);
  if (g_strcmp0 (options->language, options->second_language) == 0)
    options->second_language = NULL;
  if (self->kind != SPARE_SHEET_CODES)
    {
      options->user_names = TRUE;
      options->cut_marks = gtk_switch_get_active (self->cut_marks);
      return;
    }

  options->card = gtk_switch_get_active (self->card);
  options->blank = gtk_switch_get_active (self->blank);
  options->code_names = gtk_switch_get_active (self->code_names);
  options->user_names = gtk_switch_get_active (self->user_names) && !options->code_names;
  options->qr = gtk_switch_get_active (self->qr) && !options->card && !options->blank;
  options->secrets = gtk_switch_get_active (self->secrets) && !options->card;
  options->one_each = gtk_switch_get_active (self->one_each) && !options->card;
  options->cut_marks = gtk_switch_get_active (self->cut_marks) && !options->card;
}

static void
add_codes (SpareSheetForm    *self,
           SpareSheetContent *content)
{
  for (guint i = 0; i < self->ticks->len; i++)
    {
      GtkCheckButton *tick = g_ptr_array_index (self->ticks, i);
      g_autoptr(SpareAccount) account = NULL;
      g_autoptr(GPtrArray) sets = NULL;

      if (!is_ticked (self, tick))
        continue;

      account = spare_account_copy (get_account (tick));
      sets = list_sets (self, account);
      for (guint j = 0; j < sets->len; j++)
        {
          g_autoptr(SpareRecord) set = spare_record_copy (g_ptr_array_index (sets, j));

          spare_sheet_content_add (content, account, SPARE_THING (set));
        }
      if (sets->len == 0)
        spare_sheet_content_add (content, account, NULL);
    }
}

SpareSheetContent *
spare_sheet_form_create_content (SpareSheetForm *self,
                                 const char     *name,
                                 gint64          now,
                                 int             offset)
{
  g_autoptr(SpareSheetContent) content = NULL;
  g_auto(GStrv) places = NULL;
  const char *passwords;

  g_return_val_if_fail (SPARE_IS_SHEET_FORM (self), NULL);

  content = spare_sheet_content_new (self->kind, name, now, offset);
  places = g_new0 (char *, self->places->len + 1);
  for (guint i = 0; i < self->places->len; i++)
    places[i] = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (g_ptr_array_index (self->places, i)))));
  passwords = gtk_editable_get_text (GTK_EDITABLE (self->passwords));
  spare_sheet_content_set_owner (content, gtk_editable_get_text (GTK_EDITABLE (self->owner)));
  spare_sheet_content_set_places (content, (const char *const *) places);
  spare_sheet_content_set_passwords (content, *passwords != '\0' ? passwords : NULL);
  if (self->other != NULL)
    spare_sheet_emergency_apply (self->other, content);
  else
    add_codes (self, content);

  return g_steal_pointer (&content);
}

/* Setting up. */

static gboolean
get_paper (GValue   *value,
           GVariant *variant,
           gpointer  unused)
{
  const char *nick = g_variant_get_string (variant, NULL);
  const char *usual = gtk_paper_size_get_default ();
  guint paper = g_strcmp0 (usual, GTK_PAPER_NAME_LETTER) == 0 ? SPARE_PAPER_LETTER : SPARE_PAPER_A4;

  for (guint i = 0; paper_nicks[i] != NULL; i++)
    {
      if (g_str_equal (paper_nicks[i], nick))
        paper = i;
    }
  g_value_set_uint (value, paper);

  return TRUE;
}

static GVariant *
set_paper (const GValue       *value,
           const GVariantType *type,
           gpointer            unused)
{
  return g_variant_new_string (paper_nicks[MIN (g_value_get_uint (value), SPARE_PAPER_A5)]);
}

static guint
find_language (const char *language)
{
  const char *const *languages = spare_sheet_list_languages ();

  for (guint i = 0; languages[i] != NULL; i++)
    {
      if (g_str_equal (languages[i], language))
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* The row of the second language begins with "None". */
static gboolean
get_language_row (GValue   *value,
                  GVariant *variant,
                  gpointer  second)
{
  guint place = find_language (g_variant_get_string (variant, NULL));

  if (second != NULL)
    place = place != GTK_INVALID_LIST_POSITION ? place + 1 : 0;
  else if (place == GTK_INVALID_LIST_POSITION)
    place = find_language (spare_sheet_choose_language (g_get_language_names ()));
  g_value_set_uint (value, place);

  return TRUE;
}

static GVariant *
set_language_row (const GValue       *value,
                  const GVariantType *type,
                  gpointer            second)
{
  guint place = g_value_get_uint (value);
  const char *language = second != NULL && place == 0 ? NULL : get_language (second != NULL ? place - 1 : place);

  return g_variant_new_string (language != NULL ? language : "");
}

static void
fill_languages (SpareSheetForm *self)
{
  const char *const *languages = spare_sheet_list_languages ();
  g_autoptr(GtkStringList) first = gtk_string_list_new (NULL);
  g_autoptr(GtkStringList) second = gtk_string_list_new (NULL);

  gtk_string_list_append (second, C_("language", "None"));
  for (guint i = 0; languages[i] != NULL; i++)
    {
      gtk_string_list_append (first, spare_sheet_get_language_name (languages[i]));
      gtk_string_list_append (second, spare_sheet_get_language_name (languages[i]));
    }
  adw_combo_row_set_model (self->language, G_LIST_MODEL (first));
  adw_combo_row_set_model (self->second, G_LIST_MODEL (second));
}

static void
bind_settings (SpareSheetForm *self)
{
  const struct
  {
    const char *key;
    GtkSwitch  *target;
  } switches[] = {
    { "sheet-user-names", self->user_names },
    { "sheet-code-names", self->code_names },
    { "sheet-qr", self->qr },
    { "sheet-blank", self->blank },
    { "sheet-large", self->large },
    { "sheet-one-each", self->one_each },
    { "sheet-cards", self->card },
    { "sheet-cut-marks", self->cut_marks },
  };

  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    g_settings_bind (self->settings, switches[i].key, switches[i].target, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (self->settings, "sheet-paper", self->paper, "selected", G_SETTINGS_BIND_DEFAULT,
                                get_paper, set_paper, NULL, NULL);
  g_settings_bind_with_mapping (self->settings, "sheet-language", self->language, "selected", G_SETTINGS_BIND_DEFAULT,
                                get_language_row, set_language_row, NULL, NULL);
  g_settings_bind_with_mapping (self->settings, "sheet-second-language", self->second, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_language_row, set_language_row, self->second, NULL);
}

static void
spare_sheet_form_dispose (GObject *object)
{
  SpareSheetForm *self = SPARE_SHEET_FORM (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (spare_sheet_form_parent_class)->dispose (object);
}

static void
spare_sheet_form_finalize (GObject *object)
{
  SpareSheetForm *self = SPARE_SHEET_FORM (object);

  g_ptr_array_unref (self->ticks);
  g_ptr_array_unref (self->places);

  G_OBJECT_CLASS (spare_sheet_form_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, accounts_group);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, accounts);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, other_group);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, shows_group);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, user_names);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, user_names_row);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, code_names);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, code_names_row);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, qr);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, qr_row);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, secrets);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, secrets_row);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, blank);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, copies_group);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, copies);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, owner);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, passwords);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, language);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, second);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, paper);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, large);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, one_each);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, one_each_row);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, card);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, card_row);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, cut_marks);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForm, cut_marks_row);
}

static void
spare_sheet_form_class_init (SpareSheetFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_sheet_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_sheet_form_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-sheet-form.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, secrets_cb);
  gtk_widget_class_bind_template_callback (widget_class, copies_cb);
}

static void
spare_sheet_form_init (SpareSheetForm *self)
{
  self->ticks = g_ptr_array_new ();
  self->places = g_ptr_array_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
spare_sheet_form_new (SpareWindow       *window,
                      SpareSheetKind     kind,
                      const char *const *account_ids)
{
  SpareSheetForm *self = g_object_new (SPARE_TYPE_SHEET_FORM, NULL);
  gboolean codes = kind == SPARE_SHEET_CODES;

  self->kind = kind;
  g_set_weak_pointer (&self->window, window);
  self->settings = g_object_ref (spare_window_get_settings (window));
  fill_languages (self);
  bind_settings (self);
  fill_places (self);
  if (codes)
    {
      fill_accounts (self, account_ids);
    }
  else
    {
      self->other = (gpointer) spare_sheet_emergency_new (window, kind, account_ids);
      g_signal_connect_object (self->other, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->other_group, GTK_WIDGET (self->other));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->accounts_group), codes);
  gtk_widget_set_visible (GTK_WIDGET (self->other_group), !codes);
  gtk_widget_set_visible (GTK_WIDGET (self->shows_group), codes);
  gtk_widget_set_visible (self->one_each_row, codes);
  gtk_widget_set_visible (self->card_row, codes);
  gtk_widget_set_visible (GTK_WIDGET (self->passwords), kind != SPARE_SHEET_BACKUP);
  update_rows (self);
  self->filling = FALSE;

  return GTK_WIDGET (self);
}
