/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window does with backup codes and sheets. */
#include "spare-drill-dialog.h"
#include "spare-guide-window.h"
#include "spare-make-dialog.h"
#include "spare-password-dialog.h"
#include "spare-sheet-window.h"
#include "spare-sheets-page.h"
#include "spare-sweep-dialog.h"
#include "spare-take-dialog.h"
#include "spare-window-private.h"

/* (nullable): "" is nobody in particular. */
static const char *
get_id (GVariant *id)
{
  const char *text = g_variant_get_string (id, NULL);

  return *text != '\0' ? text : NULL;
}

static void
show_sheets (SpareWindow *self,
             const char  *id)
{
  spare_window_show_page (self, "sheets", spare_sheets_page_new);
}

static void
show_codes_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  spare_window_show_view (SPARE_WINDOW (widget), GTK_WIDGET (SPARE_WINDOW (widget)->codes));
}

static void
show_sets_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  spare_window_show_view (SPARE_WINDOW (widget), GTK_WIDGET (SPARE_WINDOW (widget)->sets));
}

static void
show_checkup_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  spare_window_show_view (SPARE_WINDOW (widget), GTK_WIDGET (SPARE_WINDOW (widget)->checkup));
}

static void
take_codes (SpareWindow *self,
            const char  *id)
{
  spare_take_dialog_show (self, id, NULL);
}

static void
sweep (SpareWindow *self,
       const char  *id)
{
  spare_sweep_dialog_show (self);
}

static void
print_sheet (SpareWindow *self,
             const char  *id)
{
  const char *ids[] = { id, NULL };

  spare_sheet_window_show (self, SPARE_SHEET_CODES, id != NULL ? ids : NULL);
}

static void
print_emergency (SpareWindow *self,
                 const char  *id)
{
  spare_sheet_window_show (self, SPARE_SHEET_EMERGENCY, NULL);
}

static void
print_backup_sheet (SpareWindow *self,
                    const char  *id)
{
  spare_sheet_window_show (self, SPARE_SHEET_BACKUP, NULL);
}

/* @id: (nullable) */
typedef void (*Open) (SpareWindow *self, const char *id);

/* One a line, by name. */
static const struct
{
  const char *name;
  const char *parameter; /* (nullable) */
  Open        open;
} actions[] = {
  { "win.guide", "s", spare_guide_window_show },
  { "win.make-codes", "s", spare_make_dialog_show },
  { "win.sweep", NULL, sweep },
  { "win.take-codes", "s", take_codes },
  { "win.check-passwords", NULL, spare_password_dialog_show },
  { "win.drill", "s", spare_drill_dialog_show },
  { "win.show-sheets", NULL, show_sheets },
  { "win.print-sheet", "s", print_sheet },
  { "win.print-emergency", NULL, print_emergency },
  { "win.print-backup-sheet", NULL, print_backup_sheet },
  { NULL },
};

static void
open_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  for (guint i = 0; actions[i].name != NULL; i++)
    {
      if (g_str_equal (actions[i].name, name))
        actions[i].open (SPARE_WINDOW (widget), parameter != NULL ? get_id (parameter) : NULL);
    }
}

void
spare_window_update_codes_actions (SpareWindow *self)
{
  for (guint i = 0; actions[i].name != NULL; i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].name, spare_window_is_ready (self));
}

void
spare_window_class_install_codes (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-codes", NULL, show_codes_cb);
  gtk_widget_class_install_action (widget_class, "win.show-sets", NULL, show_sets_cb);
  gtk_widget_class_install_action (widget_class, "win.show-checkup", NULL, show_checkup_cb);
  for (guint i = 0; actions[i].name != NULL; i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter, open_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "win.print-sheet", "s", "");
}
