/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheet-forget.h"

#include <glib/gi18n.h>
#include <string.h>

#include "spare-bytes.h"
#include "spare-check.h"
#include "spare-dialogs.h"
#include "spare-hint-row.h"
#include "spare-messages.h"
#include "spare-sheet-record.h"
#include "spare-words.h"

#define SPARE_TYPE_SHEET_FORGET (spare_sheet_forget_get_type ())
G_DECLARE_FINAL_TYPE (SpareSheetForget, spare_sheet_forget, SPARE, SHEET_FORGET, AdwWindow)

struct _SpareSheetForget
{
  AdwWindow            parent_instance;

  AdwPreferencesGroup *group;
  AdwPasswordEntryRow *entry;
  SpareHintRow        *hint;

  SpareWindow         *window; /* (nullable): borrowed */
  char                *sheet;  /* id */
  char               **sets;   /* ids */
  SpareThing          *set;    /* (nullable): the one that is asked about */
  guint                position;
  gboolean             busy;
};

G_DEFINE_FINAL_TYPE (SpareSheetForget, spare_sheet_forget, ADW_TYPE_WINDOW)

static GListModel *
get_things (SpareSheetForget *self)
{
  return spare_vault_get_things (spare_window_get_vault (self->window));
}

/* GtkPasswordEntry keeps what it holds in locked memory. */
static void
wipe_entry (SpareSheetForget *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static gboolean choose_code (SpareSheetForget *self);
static void show_question (SpareSheetForget *self);

static void
forgotten_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(SpareSheetForget) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = spare_vault_save_finish (SPARE_VAULT (source), result, &error);
  SpareWindow *window = self->window;

  self->busy = FALSE;
  if (window == NULL)
    return;

  /* Where something failed: is any code left? The next try asks for one of those. */
  if (good || !choose_code (self))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      spare_window_toast (window, _("The codes are forgotten.\nThe paper is the only place where they are."));
    }
  else
    {
      g_autofree char *text = spare_message_for_error (error);

      gtk_widget_set_sensitive (GTK_WIDGET (self->group), TRUE);
      show_question (self);
      spare_hint_row_set (self->hint, SPARE_HINT_ERROR, text);
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
    }
}

/* Is what would be forgotten what stands on the paper? */
static gboolean
is_on_paper (SpareSheetForget *self)
{
  g_autoptr(SpareThing) sheet = spare_thing_find (get_things (self), self->sheet);
  g_autoptr(GPtrArray) sets = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->sets[i] != NULL; i++)
    {
      SpareThing *set = spare_thing_find (get_things (self), self->sets[i]);

      if (set != NULL)
        g_ptr_array_add (sets, set);
    }

  return sheet != NULL && spare_sheet_record_get_destroyed (sheet) == 0 && spare_sheet_record_matches (sheet, sets);
}

static void
forget (SpareSheetForget *self)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->sets[i] != NULL; i++)
    {
      g_autoptr(SpareThing) set = spare_thing_find (get_things (self), self->sets[i]);
      SpareRecord *copy;

      if (set == NULL || spare_code_set_is_forgotten (set))
        continue;
      copy = spare_record_copy (SPARE_RECORD (set));
      spare_code_set_forget (SPARE_THING (copy), now);
      g_ptr_array_add (records, copy);
    }

  self->busy = TRUE;
  g_clear_object (&self->set);
  /* An entry that turns insensitive under the focus goes on blinking (GTK 4.8). */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->group), FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "forget.go", FALSE);
  spare_hint_row_set (self->hint, SPARE_HINT_NOTE, _("Writing and reading back."));
  spare_vault_save_async (spare_window_get_vault (self->window), records, NULL, NULL, NULL, forgotten_cb,
                          g_object_ref (self));
}

/* The two characters behind the code, or the code itself. */
static gboolean
is_right (SpareSheetForget *self,
          const char       *typed)
{
  g_autofree char *check = spare_code_set_dup_check (self->set, self->position);
  SpareSecret *code = spare_code_set_peek (self->set, self->position);

  if (*check != '\0' && g_ascii_strcasecmp (typed, check) == 0)
    return TRUE;

  return code != NULL
         && spare_check_compare (typed, spare_secret_peek_text (code),
                                 spare_code_set_get_case (self->set) == SPARE_ANSWER_YES) == 0;
}

static void
go_cb (GtkWidget  *widget,
       const char *name,
       GVariant   *parameter)
{
  SpareSheetForget *self = SPARE_SHEET_FORGET (widget);
  char *typed;
  gboolean right;

  if (self->window == NULL || self->set == NULL || self->busy)
    return;

  typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  right = *typed != '\0' && is_right (self, typed);
  spare_wipe_text (typed);
  if (right && !is_on_paper (self))
    {
      spare_hint_row_set (self->hint, SPARE_HINT_ERROR,
                          _("The codes here are no longer those on the sheet. Print a new one; nothing is forgotten."));
      return;
    }
  if (right)
    {
      wipe_entry (self);
      forget (self);
      return;
    }

  spare_hint_row_set (self->hint, SPARE_HINT_ERROR,
                      _("That is not what the sheet says. Read the line with this number once more; nothing is "
                        "forgotten yet."));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
entered_cb (SpareSheetForget *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "forget.go", NULL);
}

static void
typed_cb (SpareSheetForget *self)
{
  gboolean any = *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "forget.go", any && !self->busy);
  if (any)
    spare_hint_row_set (self->hint, SPARE_HINT_NOTE, NULL);
}

/* One of those that are not used up, of any set on the sheet. */
static gboolean
choose_code (SpareSheetForget *self)
{
  guint seen = 0;

  for (guint i = 0; self->sets[i] != NULL; i++)
    {
      g_autoptr(SpareThing) set = spare_thing_find (get_things (self), self->sets[i]);

      if (set == NULL || !spare_thing_is_code_set (set) || spare_code_set_is_forgotten (set))
        continue;
      for (guint j = 0; j < spare_code_set_count (set); j++)
        {
          if (spare_code_set_get_used (set, j) == 0 && g_random_int_range (0, (gint32) ++seen) == 0)
            {
              g_set_object (&self->set, set);
              self->position = j;
            }
        }
    }

  return self->set != NULL;
}

static void
show_question (SpareSheetForget *self)
{
  const char *id = spare_code_set_get_account (self->set);
  SpareAccount *account = id != NULL ? spare_vault_find (spare_window_get_vault (self->window), id) : NULL;
  g_autofree char *names = account != NULL ? spare_words_dup_names (account) : NULL;
  g_autofree char *number = spare_code_set_dup_number (self->set, self->position);
  g_autofree char *check = spare_code_set_dup_check (self->set, self->position);
  g_autofree char *title = NULL;
  g_autofree char *markup = NULL;

  if (*check == '\0')
    title = g_strdup_printf (_("Code %s of %s"), number, names != NULL ? names : "?");
  else
    title = g_strdup_printf (_("The two characters after code %s of %s"), number, names != NULL ? names : "?");
  markup = g_markup_escape_text (title, -1);
  adw_preferences_group_set_description (self->group, markup);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title, -1);
}

static void
spare_sheet_forget_dispose (GObject *object)
{
  SpareSheetForget *self = SPARE_SHEET_FORGET (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->set);
  g_clear_pointer (&self->sheet, g_free);
  g_clear_pointer (&self->sets, g_strfreev);

  G_OBJECT_CLASS (spare_sheet_forget_parent_class)->dispose (object);
}

static gboolean
spare_sheet_forget_close_request (GtkWindow *window)
{
  SpareSheetForget *self = SPARE_SHEET_FORGET (window);

  if (self->busy)
    return TRUE;

  wipe_entry (self);
  return GTK_WINDOW_CLASS (spare_sheet_forget_parent_class)->close_request (window);
}

/* GTK 4.8 forgets the accessible role of a window that has a focus before it is
 * on the screen. */
static void
spare_sheet_forget_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (spare_sheet_forget_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (SPARE_SHEET_FORGET (widget)->entry));
}

static void
spare_sheet_forget_class_init (SpareSheetForgetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_sheet_forget_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = spare_sheet_forget_close_request;
  widget_class->map = spare_sheet_forget_map;

  g_type_ensure (SPARE_TYPE_HINT_ROW);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-sheet-forget.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForget, group);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForget, entry);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetForget, hint);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);

  gtk_widget_class_install_action (widget_class, "forget.go", NULL, go_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
spare_sheet_forget_init (SpareSheetForget *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "forget.go", FALSE);
}

void
spare_sheet_forget_show (SpareWindow *window,
                         const char  *sheet_id)
{
  SpareSheetForget *self;
  g_autoptr(SpareThing) sheet = NULL;

  g_return_if_fail (SPARE_IS_WINDOW (window) && sheet_id != NULL);

  self = g_object_new (SPARE_TYPE_SHEET_FORGET, NULL);
  spare_dialogs_attach (GTK_WINDOW (self), GTK_WINDOW (window));
  g_set_weak_pointer (&self->window, window);
  sheet = spare_thing_find (get_things (self), sheet_id);
  self->sheet = g_strdup (sheet_id);
  self->sets = sheet != NULL ? spare_sheet_record_dup_sets (sheet) : g_new0 (char *, 1);
  if (!choose_code (self))
    {
      spare_window_toast (window, _("There are no codes left to forget."));
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  show_question (self);
  gtk_window_present (GTK_WINDOW (self));
}
