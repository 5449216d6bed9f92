/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-plan-window.h"

#include <glib/gi18n.h>

#include "spare-checkup-model.h"
#include "spare-dialogs.h"
#include "spare-file-write.h"
#include "spare-messages.h"
#include "spare-plan.h"
#include "spare-sheet-preview.h"
#include "spare-sheet-print.h"
#include "spare-toaster.h"
#include "spare-words.h"

#define SPARE_TYPE_PLAN_WINDOW (spare_plan_window_get_type ())
G_DECLARE_FINAL_TYPE (SparePlanWindow, spare_plan_window, SPARE, PLAN_WINDOW, AdwWindow)

struct _SparePlanWindow
{
  AdwWindow          parent_instance;

  AdwToastOverlay   *overlay;
  GtkWidget         *print;
  GtkStack          *stack;
  GtkDropDown       *paper;
  SpareSheetPreview *preview;

  SpareToaster      *toaster;
  SpareCheckupModel *model;  /* (nullable): after the end */
  SparePlan         *plan;   /* (nullable): until the first check-up is done */
  SpareWindow       *window; /* (nullable): borrowed */
};

G_DEFINE_FINAL_TYPE (SparePlanWindow, spare_plan_window, ADW_TYPE_WINDOW)

static SparePaper
get_paper (SparePlanWindow *self)
{
  return (SparePaper) MIN (gtk_drop_down_get_selected (self->paper), SPARE_PAPER_A5);
}

static SpareSheet *
create_sheet (SparePlanWindow *self)
{
  return spare_sheet_new_plan (self->plan, get_paper (self),
                               gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL);
}

static void
lay_out (SparePlanWindow *self)
{
  if (self->plan != NULL)
    spare_sheet_preview_show (self->preview, create_sheet (self));
}

static void
update_actions (SparePlanWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.print", self->plan != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.save", self->plan != NULL);
}

static void
changed_cb (SparePlanWindow *self)
{
  SpareCheckup *checkup = spare_checkup_model_get (self->model);
  gboolean first = self->plan == NULL;
  SpareVault *vault;
  gint64 now;

  if (self->window == NULL || checkup == NULL || spare_checkup_model_is_running (self->model))
    return;

  vault = spare_window_get_vault (self->window);
  now = spare_clock_get_now (spare_window_get_clock (self->window));
  g_clear_pointer (&self->plan, spare_plan_free);
  self->plan = spare_plan_new (checkup, spare_vault_get_accounts (vault), spare_vault_get_things (vault), now,
                               spare_sheet_print_get_offset (now), spare_words_dup_date);
  lay_out (self);
  gtk_stack_set_visible_child_name (self->stack, "plan");
  update_actions (self);
  if (first)
    gtk_widget_grab_focus (self->print);
}

static void
say_error (SparePlanWindow *self,
           const GError    *error)
{
  g_autofree char *text = NULL;

  if (error == NULL || self->toaster == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  text = spare_message_for_export (error);
  spare_toaster_say (self->toaster, text, NULL, NULL);
}

/* It is out: the window behind says the last word. */
static void
end (SparePlanWindow *self,
     const char      *text)
{
  SpareWindow *window = self->window;

  gtk_window_destroy (GTK_WINDOW (self));
  spare_window_toast (window, text);
}

static void
printed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SparePlanWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = spare_sheet_print_finish (result, &error);

  if (self->window == NULL)
    return;

  if (good)
    end (self, _("The plan went to the printer.\nKeep it at home: it shows what opens what."));
  else if (error != NULL)
    spare_toaster_say (self->toaster, _("Nothing was printed.\nCheck the printer and try again, or save as PDF."), NULL,
                       NULL);
}

static void
print_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  SparePlanWindow *self = SPARE_PLAN_WINDOW (widget);

  if (self->plan != NULL)
    spare_sheet_print_async (GTK_WINDOW (self), create_sheet (self), get_paper (self), printed_cb, g_object_ref (self));
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SparePlanWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = spare_file_write_finish (result, &error);

  if (self->window == NULL)
    return;

  if (good)
    end (self, _("The plan is saved.\nKeep the file to yourself: it shows what opens what."));
  else
    say_error (self, error);
}

static void
file_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SparePlanWindow) self = user_data;
  g_autoptr(GFile) file = spare_dialogs_save_file_finish (result, NULL);
  g_autoptr(SpareSheet) sheet = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) pdf = NULL;

  if (file == NULL || self->window == NULL || self->plan == NULL)
    return;

  sheet = create_sheet (self);
  pdf = spare_sheet_to_pdf (sheet, NULL, NULL, NULL, &error);
  if (pdf == NULL)
    say_error (self, error);
  else
    spare_file_write_async (file, pdf, NULL, written_cb, g_object_ref (self));
}

static void
save_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  SparePlanWindow *self = SPARE_PLAN_WINDOW (widget);

  if (self->plan != NULL)
    spare_dialogs_save_file_async (GTK_WINDOW (self), _("Save the Plan as PDF"), _("recovery-plan.pdf"), file_cb,
                                   g_object_ref (self));
}

static void
zoom_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *steps)
{
  spare_sheet_preview_zoom (SPARE_PLAN_WINDOW (widget)->preview, g_variant_get_int32 (steps));
}

static void
close_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

/* What a locked keyring holds is not shown. */
static void
state_cb (SparePlanWindow *self)
{
  if (self->window != NULL && spare_vault_get_state (spare_window_get_vault (self->window)) != SPARE_VAULT_READY)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
spare_plan_window_dispose (GObject *object)
{
  SparePlanWindow *self = SPARE_PLAN_WINDOW (object);

  if (self->model != NULL)
    spare_checkup_model_rest (self->model);
  g_clear_object (&self->model);
  g_clear_object (&self->toaster);
  g_clear_pointer (&self->plan, spare_plan_free);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (spare_plan_window_parent_class)->dispose (object);
}

static void
add_zoom (GtkWidgetClass *widget_class,
          guint           key,
          int             steps)
{
  gtk_widget_class_add_binding_action (widget_class, key, GDK_CONTROL_MASK, "plan.zoom", "i", steps);
}

static void
spare_plan_window_class_init (SparePlanWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_plan_window_dispose;

  g_type_ensure (SPARE_TYPE_SHEET_PREVIEW);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-plan-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SparePlanWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, SparePlanWindow, print);
  gtk_widget_class_bind_template_child (widget_class, SparePlanWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, SparePlanWindow, paper);
  gtk_widget_class_bind_template_child (widget_class, SparePlanWindow, preview);
  gtk_widget_class_bind_template_callback (widget_class, lay_out);

  gtk_widget_class_install_action (widget_class, "plan.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "plan.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "plan.close", NULL, close_cb);
  gtk_widget_class_install_action (widget_class, "plan.zoom", "i", zoom_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "plan.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "plan.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "plan.save", NULL);
  add_zoom (widget_class, GDK_KEY_plus, 1);
  add_zoom (widget_class, GDK_KEY_equal, 1);
  add_zoom (widget_class, GDK_KEY_KP_Add, 1);
  add_zoom (widget_class, GDK_KEY_minus, -1);
  add_zoom (widget_class, GDK_KEY_KP_Subtract, -1);
  add_zoom (widget_class, GDK_KEY_0, 0);
  add_zoom (widget_class, GDK_KEY_KP_0, 0);
}

static void
spare_plan_window_init (SparePlanWindow *self)
{
  const char *usual = gtk_paper_size_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_selected (self->paper, g_strcmp0 (usual, GTK_PAPER_NAME_LETTER) == 0 ? SPARE_PAPER_LETTER
                                                                                        : SPARE_PAPER_A4);
  self->toaster = spare_toaster_new (self->overlay);
  update_actions (self);
}

void
spare_plan_window_show (SpareWindow *window)
{
  SparePlanWindow *self = g_object_new (SPARE_TYPE_PLAN_WINDOW, NULL);
  SpareVault *vault = spare_window_get_vault (window);

  g_set_weak_pointer (&self->window, window);
  self->model = spare_checkup_model_new (vault, spare_window_get_directories (window), spare_window_get_clock (window));
  g_signal_connect_object (self->model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vault, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  spare_dialogs_attach (GTK_WINDOW (self), GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (self));
  spare_checkup_model_refresh (self->model);
}
