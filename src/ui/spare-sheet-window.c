/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheet-window.h"

#include <glib/gi18n.h>

#include "spare-dialogs.h"
#include "spare-messages.h"
#include "spare-sheet-print.h"
#include "spare-sheet-window-private.h"

#define SETTLE_MS 120 /* while somebody types */
#define PULSE_MS  100

G_DEFINE_FINAL_TYPE (SpareSheetWindow, spare_sheet_window, ADW_TYPE_WINDOW)

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (SPARE_SHEET_WINDOW (user_data)->bar);

  return G_SOURCE_CONTINUE;
}

static void
update_actions (SpareSheetWindow *self)
{
  gboolean good = self->shown && !self->working;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.print", good);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.save", good);
}

void
spare_sheet_window_set_busy (SpareSheetWindow *self,
                             const char       *text)
{
  g_clear_handle_id (&self->pulse, g_source_remove);
  self->working = text != NULL;
  if (text != NULL)
    {
      gtk_label_set_text (self->busy, text);
      self->pulse = g_timeout_add (PULSE_MS, pulse_cb, self);
    }
  gtk_stack_set_visible_child_name (self->stack, text != NULL ? "busy" : "sheet");
  update_actions (self);
}

void
spare_sheet_window_set_progress (SpareSheetWindow *self,
                                 double            fraction)
{
  g_clear_handle_id (&self->pulse, g_source_remove);
  gtk_progress_bar_set_fraction (self->bar, fraction);
}

void
spare_sheet_window_say (SpareSheetWindow *self,
                        const char       *text)
{
  if (self->toaster != NULL)
    spare_toaster_say (self->toaster, text, NULL, NULL);
}

void
spare_sheet_window_say_error (SpareSheetWindow *self,
                              const GError     *error)
{
  g_autofree char *text = NULL;

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* Of a file that was written, too. */
  text = spare_message_for_export (error);
  spare_sheet_window_say (self, text);
}

/* The preview. */

static void
show_nothing (SpareSheetWindow *self)
{
  self->shown = FALSE;
  spare_sheet_preview_explain (self->preview, _("Nothing on It Yet"),
                               _("Choose at least one account whose codes are to be printed."));
}

static void
laid_out_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(SpareSheetWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SpareSheet) sheet = spare_sheet_lay_out_finish (result, &error);

  if (self->window == NULL || g_task_get_cancellable (G_TASK (result)) != self->laying_out)
    return;

  self->shown = sheet != NULL && spare_sheet_get_n_pages (sheet) > 0;
  if (self->shown)
    {
      spare_sheet_preview_show (self->preview, g_steal_pointer (&sheet));
    }
  else
    {
      g_autofree char *text = error != NULL ? spare_message_for_error (error) : NULL;

      spare_sheet_preview_explain (self->preview, _("This Does Not Fit"),
                                   text != NULL ? text : _("Choose another paper size, or fewer things on it."));
    }
  update_actions (self);
}

static SpareSheetContent *
create_content (SpareSheetWindow *self)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return spare_sheet_form_create_content (self->form, self->name, now, spare_sheet_print_get_offset (now));
}

static void
refresh (SpareSheetWindow *self)
{
  g_autoptr(SpareSheetContent) content = NULL;
  SpareSheetOptions options;

  g_clear_handle_id (&self->waiting, g_source_remove);
  if (self->window == NULL)
    return;

  g_cancellable_cancel (self->laying_out);
  g_clear_object (&self->laying_out);
  if (!spare_sheet_form_is_filled (self->form))
    {
      show_nothing (self);
      update_actions (self);
      return;
    }

  self->laying_out = g_cancellable_new ();
  content = create_content (self);
  spare_sheet_form_get_options (self->form, &options);
  spare_sheet_lay_out_async (content, &options, self->laying_out, laid_out_cb, g_object_ref (self));
}

static void
waited_cb (gpointer user_data)
{
  SpareSheetWindow *self = user_data;

  self->waiting = 0;
  refresh (self);
}

static void
changed_cb (SpareSheetWindow *self)
{
  g_clear_handle_id (&self->waiting, g_source_remove);
  self->waiting = g_timeout_add_once (SETTLE_MS, waited_cb, self);
}

/* Narrow windows show one of the two. */

static void
panes_cb (SpareSheetWindow *self)
{
  gboolean second = spare_sheet_panes_shows_second (self->panes);

  gtk_widget_set_visible (GTK_WIDGET (self->turn), spare_sheet_panes_is_folded (self->panes));
  gtk_button_set_label (self->turn, second ? _("Show _Options") : _("Show Pre_view"));
}

static void
turn_cb (SpareSheetWindow *self)
{
  spare_sheet_panes_show_second (self->panes, !spare_sheet_panes_shows_second (self->panes));
}

/* Actions. */

/* What is in the form now goes onto paper, or into a file. */
static void
out_cb (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  SpareSheetWindow *self = SPARE_SHEET_WINDOW (widget);

  if (self->window == NULL)
    return;

  g_clear_object (&self->printing);
  self->printing = create_content (self);
  spare_sheet_form_get_options (self->form, &self->printing_options);
  if (g_str_equal (name, "sheet.print"))
    spare_sheet_window_print (self);
  else
    spare_sheet_window_save (self);
}

static void
take_cb (SpareSheetWindow *self)
{
  SpareWindow *window = self->window;

  gtk_window_close (GTK_WINDOW (self));
  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.take-codes", "s", "");
}

static void
close_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  SpareSheetWindow *self = SPARE_SHEET_WINDOW (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
zoom_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *steps)
{
  spare_sheet_preview_zoom (SPARE_SHEET_WINDOW (widget)->preview, g_variant_get_int32 (steps));
}

static void
state_cb (SpareSheetWindow *self)
{
  if (self->window != NULL && spare_vault_get_state (spare_window_get_vault (self->window)) != SPARE_VAULT_READY)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
spare_sheet_window_dispose (GObject *object)
{
  SpareSheetWindow *self = SPARE_SHEET_WINDOW (object);

  g_clear_handle_id (&self->waiting, g_source_remove);
  g_clear_handle_id (&self->pulse, g_source_remove);
  g_cancellable_cancel (self->laying_out);
  g_clear_object (&self->laying_out);
  /* A file that nobody is told of is not wanted. */
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->printing);
  g_clear_object (&self->file);
  g_clear_object (&self->toaster);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (spare_sheet_window_parent_class)->dispose (object);
}

static void
spare_sheet_window_finalize (GObject *object)
{
  g_free (SPARE_SHEET_WINDOW (object)->name);
  g_free (SPARE_SHEET_WINDOW (object)->record);

  G_OBJECT_CLASS (spare_sheet_window_parent_class)->finalize (object);
}

static void
add_zoom (GtkWidgetClass *widget_class,
          guint           key,
          int             steps)
{
  gtk_widget_class_add_binding_action (widget_class, key, GDK_CONTROL_MASK, "sheet.zoom", "i", steps);
}

static void
spare_sheet_window_class_init (SpareSheetWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_sheet_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_sheet_window_finalize;

  g_type_ensure (SPARE_TYPE_SHEET_PANES);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-sheet-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareSheetWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetWindow, title);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetWindow, panes);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetWindow, turn);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetWindow, print);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetWindow, take);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetWindow, busy);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetWindow, bar);
  gtk_widget_class_bind_template_callback (widget_class, panes_cb);
  gtk_widget_class_bind_template_callback (widget_class, turn_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);

  gtk_widget_class_install_action (widget_class, "sheet.print", NULL, out_cb);
  gtk_widget_class_install_action (widget_class, "sheet.save", NULL, out_cb);
  gtk_widget_class_install_action (widget_class, "sheet.close", NULL, close_cb);
  gtk_widget_class_install_action (widget_class, "sheet.zoom", "i", zoom_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "sheet.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "sheet.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "sheet.save", NULL);
  add_zoom (widget_class, GDK_KEY_plus, 1);
  add_zoom (widget_class, GDK_KEY_equal, 1);
  add_zoom (widget_class, GDK_KEY_KP_Add, 1);
  add_zoom (widget_class, GDK_KEY_minus, -1);
  add_zoom (widget_class, GDK_KEY_KP_Subtract, -1);
  add_zoom (widget_class, GDK_KEY_0, 0);
  add_zoom (widget_class, GDK_KEY_KP_0, 0);
}

static void
spare_sheet_window_init (SpareSheetWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->name = spare_sheet_name_new ();
  self->toaster = spare_toaster_new (self->overlay);
}

static const char *
get_title (SpareSheetKind kind)
{
  switch (kind)
    {
    case SPARE_SHEET_EMERGENCY:
      return _("Print Emergency Sheet");
    case SPARE_SHEET_BACKUP:
      return _("Print Backup Sheet");
    case SPARE_SHEET_CODES:
    default:
      return _("Print Sheet");
    }
}

void
spare_sheet_window_show (SpareWindow       *window,
                         SpareSheetKind     kind,
                         const char *const *account_ids)
{
  SpareSheetWindow *self;

  g_return_if_fail (SPARE_IS_WINDOW (window));

  self = g_object_new (SPARE_TYPE_SHEET_WINDOW, NULL);
  self->kind = kind;
  g_set_weak_pointer (&self->window, window);
  spare_dialogs_attach (GTK_WINDOW (self), GTK_WINDOW (window));
  gtk_window_set_title (GTK_WINDOW (self), get_title (kind));
  adw_window_title_set_title (self->title, get_title (kind));
  self->form = SPARE_SHEET_FORM (spare_sheet_form_new (window, kind, account_ids));
  self->preview = g_object_new (SPARE_TYPE_SHEET_PREVIEW, NULL);
  spare_sheet_panes_set_children (self->panes, GTK_WIDGET (self->form), GTK_WIDGET (self->preview));
  g_signal_connect_object (self->form, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (spare_window_get_vault (window), "notify::state", G_CALLBACK (state_cb), self,
                           G_CONNECT_SWAPPED);

  gtk_widget_set_visible (self->print, spare_sheet_form_has_accounts (self->form));
  if (spare_sheet_form_has_accounts (self->form))
    refresh (self);
  else
    gtk_stack_set_visible_child_name (self->stack, "empty");
  update_actions (self);
  /* Not on Cancel, which is first: Enter would close the window. */
  gtk_widget_grab_focus (self->print);
  gtk_window_present (GTK_WINDOW (self));
}
