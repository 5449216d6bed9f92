/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-fact-editor.h"

#include <glib/gi18n.h>

#include "spare-dialogs.h"
#include "spare-fact-fields.h"
#include "spare-fact-remove.h"
#include "spare-hint-row.h"
#include "spare-messages.h"

#define SPARE_TYPE_FACT_EDITOR (spare_fact_editor_get_type ())
G_DECLARE_FINAL_TYPE (SpareFactEditor, spare_fact_editor, SPARE, FACT_EDITOR, AdwWindow)

/* One question: its widgets by the options that they stand for. */
typedef struct
{
  const SpareFactField *field;
  GPtrArray            *options; /* of SpareFieldOption */
  AdwComboRow          *combo;   /* (nullable): "not known", then the options */
  GPtrArray            *ticks;   /* (nullable): of GtkCheckButton or GtkSwitch, one for each option */
} Question;

struct _SpareFactEditor
{
  AdwWindow            parent_instance;

  AdwWindowTitle      *title;
  GtkWidget           *save;
  AdwEntryRow         *name;
  SpareHintRow        *name_hint;
  AdwPreferencesGroup *group;
  GtkLabel            *trouble;
  GtkWidget           *remove;

  SpareWindow         *window;    /* (nullable): borrowed */
  SpareThing          *fact;      /* the one that is told of, as it was */
  GPtrArray           *questions; /* of Question */
  gboolean             saving;
  gboolean             closing;   /* nothing more to ask */
};

G_DEFINE_FINAL_TYPE (SpareFactEditor, spare_fact_editor, ADW_TYPE_WINDOW)

static void
question_free (Question *self)
{
  g_ptr_array_unref (self->options);
  g_clear_pointer (&self->ticks, g_ptr_array_unref);
  g_free (self);
}

static SpareVault *
get_vault (SpareFactEditor *self)
{
  return self->window != NULL ? spare_window_get_vault (self->window) : NULL;
}

static char *
dup_name (SpareFactEditor *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
}

static char **
dup_answer (SpareFactEditor *self,
            Question        *question)
{
  g_autoptr(GStrvBuilder) values = g_strv_builder_new ();

  for (guint i = 0; i < question->options->len; i++)
    {
      SpareFieldOption *option = question->options->pdata[i];
      gboolean chosen;

      if (question->combo != NULL)
        chosen = adw_combo_row_get_selected (question->combo) == i + 1;
      else
        g_object_get (question->ticks->pdata[i], "active", &chosen, NULL);
      if (chosen)
        g_strv_builder_add (values, option->value);
    }

  return g_strv_builder_end (values);
}

/* What the person has told now. */
static SpareThing *
create_changed (SpareFactEditor *self)
{
  SpareThing *changed = SPARE_THING (spare_record_copy (SPARE_RECORD (self->fact)));
  g_autofree char *name = dup_name (self);
  gint64 now = spare_clock_get_now (spare_window_get_clock (self->window));

  spare_thing_set_text (changed, SPARE_FACT_NAME, name);
  for (guint i = 0; i < self->questions->len; i++)
    {
      Question *question = self->questions->pdata[i];
      g_auto(GStrv) values = dup_answer (self, question);

      spare_fact_field_say (question->field, changed, question->options, (const char *const *) values, now);
    }

  return changed;
}

static void
name_cb (SpareFactEditor *self)
{
  spare_hint_row_set (self->name_hint, SPARE_HINT_NOTE, NULL);
}

static void
close_now (SpareFactEditor *self)
{
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SpareFactEditor) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = spare_vault_save_finish (SPARE_VAULT (source), result, &error);

  self->saving = FALSE;
  if (get_vault (self) == NULL)
    return;

  gtk_widget_set_sensitive (self->save, TRUE);
  if (good)
    {
      close_now (self);
    }
  else
    {
      g_autofree char *text = spare_message_for_error (error);

      gtk_label_set_text (self->trouble, text);
      gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
    }
}

static void
save_cb (SpareFactEditor *self)
{
  g_autofree char *name = dup_name (self);
  g_autoptr(SpareThing) changed = NULL;
  g_autoptr(GPtrArray) records = g_ptr_array_new ();

  if (get_vault (self) == NULL || self->saving)
    return;
  if (*name == '\0')
    {
      spare_hint_row_set (self->name_hint, SPARE_HINT_ERROR, _("Give it a name by which you know it."));
      gtk_widget_grab_focus (GTK_WIDGET (self->name));
      return;
    }

  changed = create_changed (self);
  self->saving = TRUE;
  gtk_widget_set_sensitive (self->save, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
  g_ptr_array_add (records, changed);
  spare_vault_save_async (get_vault (self), records, NULL, NULL, NULL, saved_cb, g_object_ref (self));
}

static void
remove_cb (SpareFactEditor *self)
{
  g_autofree char *id = g_strdup (spare_thing_get_id (self->fact));
  SpareWindow *window = self->window;

  if (get_vault (self) == NULL)
    return;

  close_now (self);
  spare_fact_remove (window, id);
}

/* The questions. */

static void
add_combo (SpareFactEditor *self,
           Question        *question)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  question->combo = ADW_COMBO_ROW (adw_combo_row_new ());
  gtk_string_list_append (names, question->field->kind == SPARE_FIELD_LINK ? _("Not Said") : _("Not Known"));
  for (guint i = 0; i < question->options->len; i++)
    {
      SpareFieldOption *option = question->options->pdata[i];

      gtk_string_list_append (names, option->label);
      if (selected == 0 && spare_fact_has (self->fact, question->field->key, option->value))
        selected = i + 1;
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (question->combo), _(question->field->title));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (question->combo), 0);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (question->combo), FALSE);
  /* Beside the title there is no room for it in a narrow window. */
  adw_combo_row_set_use_subtitle (question->combo, TRUE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (question->combo), 0);
  gtk_widget_add_css_class (GTK_WIDGET (question->combo), "property");
  adw_combo_row_set_model (question->combo, G_LIST_MODEL (names));
  adw_combo_row_set_selected (question->combo, selected);
  adw_preferences_group_add (self->group, GTK_WIDGET (question->combo));
  if (question->field->hint != NULL)
    {
      GtkWidget *hint = g_object_new (SPARE_TYPE_HINT_ROW, NULL);

      spare_hint_row_set (SPARE_HINT_ROW (hint), SPARE_HINT_NOTE, _(question->field->hint));
      adw_preferences_group_add (self->group, hint);
    }
}

static GtkWidget *
create_tick (SpareFactEditor  *self,
             Question         *question,
             SpareFieldOption *option)
{
  gboolean flag = question->field->kind == SPARE_FIELD_FLAG;
  GtkWidget *tick = flag ? gtk_switch_new () : gtk_check_button_new ();
  GtkWidget *row = adw_action_row_new ();

  g_object_set (tick, "active", spare_fact_has (self->fact, question->field->key, option->value),
                "valign", GTK_ALIGN_CENTER, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, option->label, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), option->label);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (flag && question->field->hint != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(question->field->hint));
  if (flag)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), tick);
  else
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), tick);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), tick);
  g_ptr_array_add (question->ticks, tick);

  return row;
}

static void
add_ticks (SpareFactEditor *self,
           Question        *question)
{
  GtkWidget *expander = NULL;
  gboolean any = FALSE;

  question->ticks = g_ptr_array_new ();
  if (question->field->kind == SPARE_FIELD_LINKS)
    {
      expander = adw_expander_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), _(question->field->title));
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander),
                                     question->options->len == 0 ? _("There is none on record yet.")
                                     : question->field->hint != NULL ? _(question->field->hint) : "");
      gtk_widget_set_sensitive (expander, question->options->len > 0);
      adw_preferences_group_add (self->group, expander);
    }
  for (guint i = 0; i < question->options->len; i++)
    {
      SpareFieldOption *option = question->options->pdata[i];
      GtkWidget *row = create_tick (self, question, option);

      any |= spare_fact_has (self->fact, question->field->key, option->value);
      if (expander != NULL)
        adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
      else
        adw_preferences_group_add (self->group, row);
    }
  if (expander != NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), any);
}

static void
ask (SpareFactEditor *self)
{
  SpareVault *vault = get_vault (self);

  for (const SpareFactField *field = spare_fact_field_list (); field->key != NULL; field++)
    {
      Question *question;

      if (!spare_thing_is_fact (self->fact, field->type))
        continue;
      if (field->kind == SPARE_FIELD_TEXT)
        {
          adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name), _(field->title));
          continue;
        }
      question = g_new0 (Question, 1);
      question->field = field;
      question->options = spare_fact_field_list_options (field, self->fact, spare_vault_get_accounts (vault),
                                                         spare_vault_get_things (vault));
      g_ptr_array_add (self->questions, question);
      if (field->kind == SPARE_FIELD_LINKS || field->kind == SPARE_FIELD_FLAG)
        add_ticks (self, question);
      else
        add_combo (self, question);
    }
}

/* The window. */

static void
discard_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SpareFactEditor) self = user_data;

  if (spare_dialogs_confirm_finish (result) && self->window != NULL)
    close_now (self);
}

static gboolean
is_changed (SpareFactEditor *self)
{
  g_autoptr(SpareThing) changed = create_changed (self);
  g_autoptr(SpareSecret) before = spare_record_print (SPARE_RECORD (self->fact));
  g_autoptr(SpareSecret) after = spare_record_print (SPARE_RECORD (changed));
  g_autofree char *name = dup_name (self);

  /* Nothing was told of a new one without a name yet, nor of the old one. */
  return !spare_secret_equal (before, after)
         && (*name != '\0' || spare_record_get_revision (SPARE_RECORD (self->fact)) != 0);
}

static gboolean
spare_fact_editor_close_request (GtkWindow *window)
{
  SpareFactEditor *self = SPARE_FACT_EDITOR (window);

  if (!self->closing && get_vault (self) != NULL && is_changed (self))
    {
      spare_dialogs_confirm_async (window, _("Discard Changes?"), _("What you changed here is not saved."),
                                   _("_Discard"), discard_cb, g_object_ref (self));
      return TRUE;
    }

  return GTK_WINDOW_CLASS (spare_fact_editor_parent_class)->close_request (window);
}

static void
spare_fact_editor_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (spare_fact_editor_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (SPARE_FACT_EDITOR (widget)->name));
}

static void
spare_fact_editor_dispose (GObject *object)
{
  SpareFactEditor *self = SPARE_FACT_EDITOR (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->fact);
  g_ptr_array_set_size (self->questions, 0);

  G_OBJECT_CLASS (spare_fact_editor_parent_class)->dispose (object);
}

static void
spare_fact_editor_finalize (GObject *object)
{
  g_ptr_array_unref (SPARE_FACT_EDITOR (object)->questions);

  G_OBJECT_CLASS (spare_fact_editor_parent_class)->finalize (object);
}

static void
spare_fact_editor_class_init (SpareFactEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_fact_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_fact_editor_finalize;
  widget_class->map = spare_fact_editor_map;
  GTK_WINDOW_CLASS (klass)->close_request = spare_fact_editor_close_request;

  g_type_ensure (SPARE_TYPE_HINT_ROW);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-fact-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareFactEditor, title);
  gtk_widget_class_bind_template_child (widget_class, SpareFactEditor, save);
  gtk_widget_class_bind_template_child (widget_class, SpareFactEditor, name);
  gtk_widget_class_bind_template_child (widget_class, SpareFactEditor, name_hint);
  gtk_widget_class_bind_template_child (widget_class, SpareFactEditor, group);
  gtk_widget_class_bind_template_child (widget_class, SpareFactEditor, trouble);
  gtk_widget_class_bind_template_child (widget_class, SpareFactEditor, remove);
  gtk_widget_class_bind_template_callback (widget_class, name_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
spare_fact_editor_init (SpareFactEditor *self)
{
  self->questions = g_ptr_array_new_with_free_func ((GDestroyNotify) question_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->save);
}

static void
show (SpareWindow  *window,
      SpareThing   *fact,
      SpareFactType type)
{
  SpareFactEditor *self = g_object_new (SPARE_TYPE_FACT_EDITOR, NULL);
  gboolean known = spare_record_get_revision (SPARE_RECORD (fact)) != 0;
  const char *title = known ? spare_fact_get_name (fact) : spare_fact_type_get_new (type);

  spare_dialogs_attach (GTK_WINDOW (self), GTK_WINDOW (window));
  g_set_weak_pointer (&self->window, window);
  /* A copy: the list's own object takes on what another program saves. */
  self->fact = SPARE_THING (spare_record_copy (SPARE_RECORD (fact)));
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->title, title);
  gtk_editable_set_text (GTK_EDITABLE (self->name), spare_fact_get_name (fact));
  gtk_widget_set_visible (self->remove, known);
  ask (self);
  gtk_window_present (GTK_WINDOW (self));
}

void
spare_fact_editor_show_new (SpareWindow  *window,
                            SpareFactType type)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr(SpareThing) fact = spare_fact_new (type, id, "");

  show (window, fact, type);
}

void
spare_fact_editor_show (SpareWindow *window,
                        const char  *id)
{
  g_autoptr(SpareThing) fact = spare_thing_find (spare_vault_get_things (spare_window_get_vault (window)), id);
  SpareFactType type = fact != NULL ? spare_fact_get_fact_type (fact) : SPARE_FACT_N_TYPES;

  if (type < SPARE_FACT_ACCESS)
    show (window, fact, type);
  else
    spare_window_toast (window, _("This is not on record any more."));
}
