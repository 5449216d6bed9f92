/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-make-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "spare-bytes.h"
#include "spare-code-maker.h"
#include "spare-dialogs.h"
#include "spare-erase.h"
#include "spare-file-write.h"
#include "spare-hint-row.h"
#include "spare-messages.h"
#include "spare-secret-view.h"
#include "spare-take-dialog.h"

#define SPARE_TYPE_MAKE_DIALOG (spare_make_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SpareMakeDialog, spare_make_dialog, SPARE, MAKE_DIALOG, AdwWindow)

struct _SpareMakeDialog
{
  AdwWindow       parent_instance;

  AdwWindowTitle *title;
  GtkButton      *back;
  GtkButton      *action;
  GtkStack       *stack;
  AdwComboRow    *kind;
  GtkSpinButton  *count;
  GtkWidget      *length_row;
  GtkSpinButton  *length;
  GtkWidget      *group_row;
  GtkSpinButton  *group;
  SpareHintRow   *hint;
  GtkLabel       *summary;
  GtkListBox     *rows;
  GtkWidget      *copy;
  GtkLabel       *told;
  GtkWidget      *file_delete;
  GtkLabel       *file_label;

  SpareWindow    *window;     /* (nullable): borrowed */
  char           *account_id; /* (nullable) */
  GPtrArray      *codes;      /* (nullable): of SpareSecret, on the list page */
  GFile          *file;       /* (nullable): where the list is */
  gboolean        safe;       /* they are somewhere: closing loses nothing */
  gboolean        kept;       /* in Sparekey */
  gboolean        closing;    /* nothing more to ask */
};

G_DEFINE_FINAL_TYPE (SpareMakeDialog, spare_make_dialog, ADW_TYPE_WINDOW)

static SpareCodeRecipe
get_recipe (SpareMakeDialog *self)
{
  SpareCodeRecipe recipe = spare_code_recipes[adw_combo_row_get_selected (self->kind)];

  recipe.count = (guint) gtk_spin_button_get_value_as_int (self->count);
  recipe.length = (guint) gtk_spin_button_get_value_as_int (self->length);
  recipe.group = recipe.alphabet != NULL ? (guint) gtk_spin_button_get_value_as_int (self->group) : recipe.group;

  return recipe;
}

/* How good they are, in a number that can be computed by hand. */
static void
changed_cb (SpareMakeDialog *self)
{
  SpareCodeRecipe recipe = get_recipe (self);
  guint bits = (guint) spare_code_recipe_get_bits (&recipe);
  gboolean alone = bits >= SPARE_CODE_MAKER_ALONE_BITS;
  g_autofree char *text = NULL;

  if (alone)
    text = g_strdup_printf (ngettext ("%u bit each: enough to work alone.", "%u bits each: enough to work alone.",
                                      bits), bits);
  else
    text = g_strdup_printf (ngettext ("%u bit each: enough beside a password, if the server stops guessing after a few "
                                      "tries. A code that works alone needs %u.",
                                      "%u bits each: enough beside a password, if the server stops guessing after a "
                                      "few tries. A code that works alone needs %u.", bits), bits,
                            (guint) SPARE_CODE_MAKER_ALONE_BITS);
  spare_hint_row_set (self->hint, alone ? SPARE_HINT_NOTE : SPARE_HINT_WARNING, text);
}

static void
kind_cb (SpareMakeDialog *self)
{
  const SpareCodeRecipe *recipe = &spare_code_recipes[adw_combo_row_get_selected (self->kind)];
  gboolean words = recipe->alphabet == NULL;

  /* The bounds of spare_code_maker_make(). */
  gtk_spin_button_set_range (self->length, words ? 3 : 4, words ? 24 : 64);
  gtk_spin_button_set_value (self->count, recipe->count);
  gtk_spin_button_set_value (self->length, recipe->length);
  gtk_spin_button_set_value (self->group, recipe->group);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->length_row), words ? _("_Words in Each")
                                                                               : _("_Length of Each"));
  gtk_widget_set_visible (self->group_row, !words);
  changed_cb (self);
}

static void
show_page (SpareMakeDialog *self,
           gboolean         list)
{
  gtk_stack_set_visible_child_name (self->stack, list ? "list" : "recipe");
  gtk_button_set_label (self->back, list ? _("_Back") : _("_Cancel"));
  gtk_button_set_label (self->action, list ? _("_Keep…") : _("_Make"));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->action));
  /* GTK 4.8 forgets the accessible role of a window that has a focus earlier. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (list ? self->copy : GTK_WIDGET (self->kind));
}

static void
clear (SpareMakeDialog *self)
{
  GtkWidget *row;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->rows, 0))) != NULL)
    gtk_list_box_remove (self->rows, row);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  g_clear_object (&self->file);
  gtk_label_set_text (self->told, "");
  gtk_widget_set_visible (self->file_delete, FALSE);
  self->safe = FALSE;
  self->kept = FALSE;
}

static void
add_code (SpareMakeDialog *self,
          SpareSecret     *code,
          guint            number)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *view = g_object_new (SPARE_TYPE_SECRET_VIEW, "hexpand", TRUE, NULL);
  g_autofree char *text = g_strdup_printf ("%u", number);
  GtkWidget *label = gtk_label_new (text);

  spare_secret_view_set_grouped (SPARE_SECRET_VIEW (view), FALSE);
  spare_secret_view_set_text (SPARE_SECRET_VIEW (view), code);
  gtk_label_set_width_chars (GTK_LABEL (label), 3);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), view);
  gtk_widget_add_css_class (box, "made");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->rows, row);
}

static void
make (SpareMakeDialog *self)
{
  SpareCodeRecipe recipe;
  g_autoptr(GError) error = NULL;
  g_autofree char *summary = NULL;

  /* What is typed and not confirmed counts, too. */
  gtk_spin_button_update (self->count);
  gtk_spin_button_update (self->length);
  gtk_spin_button_update (self->group);
  recipe = get_recipe (self);
  clear (self);
  self->codes = spare_code_maker_make (&recipe, NULL, &error);
  if (self->codes == NULL)
    {
      spare_hint_row_set (self->hint, SPARE_HINT_ERROR, _("There are not so many different codes of this length. Make "
                                                          "them longer, or fewer."));
      return;
    }

  for (guint i = 0; i < self->codes->len; i++)
    add_code (self, g_ptr_array_index (self->codes, i), i + 1);
  summary = g_strdup_printf (ngettext ("%u New Code", "%u New Codes", self->codes->len), self->codes->len);
  gtk_label_set_text (self->summary, summary);
  show_page (self, TRUE);
}

/* One a line, for the server. */
static GBytes *
create_list (SpareMakeDialog *self)
{
  gsize size = 0;
  guint8 *at;
  GBytes *bytes;

  for (guint i = 0; i < self->codes->len; i++)
    size += spare_secret_get_size (g_ptr_array_index (self->codes, i)) + 1;
  bytes = spare_bytes_new_wiped (size + 1, &at);
  for (guint i = 0; i < self->codes->len; i++)
    {
      SpareSecret *code = g_ptr_array_index (self->codes, i);
      gsize length = spare_secret_get_size (code);

      memcpy (at, spare_secret_peek_text (code), length);
      at[length] = '\n';
      at += length + 1;
    }
  *at = '\0';

  return bytes;
}

static void
copy_cb (SpareMakeDialog *self)
{
  guint seconds = g_settings_get_uint (spare_window_get_settings (self->window), "clipboard-timeout");
  g_autoptr(GBytes) list = create_list (self);
  g_autofree char *text = NULL;

  if (!spare_clipboard_copy (spare_window_get_clipboard (self->window), g_bytes_get_data (list, NULL), seconds))
    text = g_strdup (_("The codes could not be copied: the clipboard is busy. Try again."));
  else if (seconds > 0)
    text = g_strdup_printf (ngettext ("Copied. The clipboard is cleared in %u second.",
                                      "Copied. The clipboard is cleared in %u seconds.", seconds), seconds);
  else
    text = g_strdup (_("Copied. The clipboard keeps them until something else is copied."));
  gtk_label_set_text (self->told, text);
}

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SpareMakeDialog) self = user_data;
  guint n_gone;
  g_autofree char *told = spare_erase_finish (result, &n_gone);

  if (told == NULL || self->window == NULL)
    return;

  gtk_widget_grab_focus (self->copy);
  gtk_widget_set_visible (self->file_delete, FALSE);
  gtk_label_set_text (self->told, told);
}

static void
delete_cb (SpareMakeDialog *self)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *body = g_strjoin ("\n\n", _("Do this when the server has them. The file is erased for good, not "
                                               "moved to a bin."), spare_erase_get_worth (), NULL);

  g_ptr_array_add (files, g_object_ref (self->file));
  spare_erase_async (GTK_WINDOW (self), files, body, erased_cb, g_object_ref (self));
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SpareMakeDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean written = spare_file_write_finish (result, &error);
  g_autofree char *text = NULL;

  if (self->window == NULL || self->codes == NULL)
    return;

  if (written)
    {
      g_autoptr(GPtrArray) files = g_ptr_array_new ();
      g_autofree char *label = NULL;

      self->safe = TRUE;
      g_set_object (&self->file, G_FILE (source));
      g_ptr_array_add (files, source);
      label = spare_erase_dup_label (files);
      gtk_label_set_label (self->file_label, label);
      gtk_widget_set_visible (self->file_delete, TRUE);
      text = g_strdup (_("Saved. Anybody who gets this file can use the codes: bring it to the server by a safe way, "
                         "and then delete it here. A server should keep only their hashes."));
    }
  else
    {
      text = spare_message_for_export (error);
    }
  gtk_label_set_text (self->told, text);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SpareMakeDialog) self = user_data;
  g_autoptr(GFile) file = spare_dialogs_save_file_finish (result, NULL);
  g_autoptr(GBytes) list = NULL;
  g_autoptr(GBytes) lines = NULL;

  if (file == NULL || self->window == NULL || self->codes == NULL)
    return;

  list = create_list (self);
  lines = g_bytes_new_from_bytes (list, 0, g_bytes_get_size (list) - 1);
  spare_file_write_async (file, lines, NULL, written_cb, g_object_ref (self));
}

static void
save_cb (SpareMakeDialog *self)
{
  /* Translators: the name of a file. */
  spare_dialogs_save_file_async (GTK_WINDOW (self), _("Save the List"), _("backup-codes.txt"), chosen_cb,
                                 g_object_ref (self));
}

static void
taken_cb (SpareMakeDialog *self)
{
  self->safe = TRUE;
  self->kept = TRUE;
  gtk_label_set_text (self->told, _("They are kept in Sparekey."));
  gtk_button_set_label (self->action, _("_Done"));
}

static void
close_now (SpareMakeDialog *self)
{
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
keep (SpareMakeDialog *self)
{
  SpareTakeDialog *dialog = spare_take_dialog_open_codes (self->window, GTK_WINDOW (self), self->account_id,
                                                          self->codes);

  if (dialog != NULL)
    g_signal_connect_object (dialog, "taken", G_CALLBACK (taken_cb), self, G_CONNECT_SWAPPED);
}

static void
action_cb (SpareMakeDialog *self)
{
  if (self->window == NULL)
    return;

  if (self->codes == NULL)
    make (self);
  else if (self->kept)
    close_now (self);
  else
    keep (self);
}

static void
discard_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SpareMakeDialog) self = user_data;

  if (spare_dialogs_confirm_finish (result) && self->window != NULL)
    close_now (self);
}

static gboolean
spare_make_dialog_close_request (GtkWindow *window)
{
  SpareMakeDialog *self = SPARE_MAKE_DIALOG (window);

  if (self->codes != NULL && !self->safe && !self->closing)
    {
      spare_dialogs_confirm_async (window, _("Discard the Codes?"),
                                   _("They are not kept in Sparekey, nor saved as a list."), _("_Discard"), discard_cb,
                                   g_object_ref (self));
      return TRUE;
    }
  clear (self);

  return GTK_WINDOW_CLASS (spare_make_dialog_parent_class)->close_request (window);
}

static void
back_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  SpareMakeDialog *self = SPARE_MAKE_DIALOG (widget);

  if (self->codes != NULL && !self->safe)
    {
      clear (self);
      show_page (self, FALSE);
      changed_cb (self);
      return;
    }
  gtk_window_close (GTK_WINDOW (self));
}

static void
spare_make_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (spare_make_dialog_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (SPARE_MAKE_DIALOG (widget)->kind));
}

static void
spare_make_dialog_dispose (GObject *object)
{
  SpareMakeDialog *self = SPARE_MAKE_DIALOG (object);

  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  g_clear_object (&self->file);
  g_clear_pointer (&self->account_id, g_free);

  G_OBJECT_CLASS (spare_make_dialog_parent_class)->dispose (object);
}

static void
spare_make_dialog_class_init (SpareMakeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_make_dialog_dispose;
  widget_class->map = spare_make_dialog_map;
  GTK_WINDOW_CLASS (klass)->close_request = spare_make_dialog_close_request;

  g_type_ensure (SPARE_TYPE_HINT_ROW);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-make-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareMakeDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SpareMakeDialog, back);
  gtk_widget_class_bind_template_child (widget_class, SpareMakeDialog, action);
  gtk_widget_class_bind_template_child (widget_class, SpareMakeDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SpareMakeDialog, kind);
  gtk_widget_class_bind_template_child (widget_class, SpareMakeDialog, count);
  gtk_widget_class_bind_template_child (widget_class, SpareMakeDialog, length_row);
  gtk_widget_class_bind_template_child (widget_class, SpareMakeDialog, length);
  gtk_widget_class_bind_template_child (widget_class, SpareMakeDialog, group_row);
  gtk_widget_class_bind_template_child (widget_class, SpareMakeDialog, group);
  gtk_widget_class_bind_template_child (widget_class, SpareMakeDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, SpareMakeDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, SpareMakeDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, SpareMakeDialog, copy);
  gtk_widget_class_bind_template_child (widget_class, SpareMakeDialog, told);
  gtk_widget_class_bind_template_child (widget_class, SpareMakeDialog, file_delete);
  gtk_widget_class_bind_template_child (widget_class, SpareMakeDialog, file_label);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
  gtk_widget_class_bind_template_callback (widget_class, action_cb);

  gtk_widget_class_install_action (widget_class, "make.back", NULL, back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "make.back", NULL);
}

static void
spare_make_dialog_init (SpareMakeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kind_cb (self);
  show_page (self, FALSE);
}

void
spare_make_dialog_show (SpareWindow *window,
                        const char  *account_id)
{
  SpareMakeDialog *self;

  if (spare_vault_get_state (spare_window_get_vault (window)) != SPARE_VAULT_READY)
    return;

  self = g_object_new (SPARE_TYPE_MAKE_DIALOG, NULL);
  spare_dialogs_attach (GTK_WINDOW (self), GTK_WINDOW (window));
  g_set_weak_pointer (&self->window, window);
  self->account_id = g_strdup (account_id);
  gtk_window_present (GTK_WINDOW (self));
}
