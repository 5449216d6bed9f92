/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window does with backup codes and sheets. */
#include "spare-drill-dialog.h"
#include "spare-guide-window.h"
#include "spare-make-dialog.h"
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
drill_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *id)
{
  spare_drill_dialog_show (SPARE_WINDOW (widget), get_id (id));
}

static void
show_sheets_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  spare_window_show_page (SPARE_WINDOW (widget), "sheets", spare_sheets_page_new);
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
take_codes_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *id)
{
  spare_take_dialog_show (SPARE_WINDOW (widget), get_id (id), NULL);
}

static void
make_codes_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *id)
{
  spare_make_dialog_show (SPARE_WINDOW (widget), get_id (id));
}

static void
sweep_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  spare_sweep_dialog_show (SPARE_WINDOW (widget));
}

static void
guide_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *service)
{
  spare_guide_window_show (SPARE_WINDOW (widget), get_id (service));
}

static void
print_sheet_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *id)
{
  const char *ids[] = { g_variant_get_string (id, NULL), NULL };

  spare_sheet_window_show (SPARE_WINDOW (widget), SPARE_SHEET_CODES, *ids[0] != '\0' ? ids : NULL);
}

static void
print_emergency_cb (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  spare_sheet_window_show (SPARE_WINDOW (widget), SPARE_SHEET_EMERGENCY, NULL);
}

static void
print_backup_sheet_cb (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  spare_sheet_window_show (SPARE_WINDOW (widget), SPARE_SHEET_BACKUP, NULL);
}

/* One a line, by name. */
static const struct
{
  const char                 *name;
  const char                 *parameter; /* (nullable) */
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "win.guide", "s", guide_cb },
  { "win.make-codes", "s", make_codes_cb },
  { "win.sweep", NULL, sweep_cb },
  { "win.take-codes", "s", take_codes_cb },
  { "win.drill", "s", drill_cb },
  { "win.show-sheets", NULL, show_sheets_cb },
  { "win.print-sheet", "s", print_sheet_cb },
  { "win.print-emergency", NULL, print_emergency_cb },
  { "win.print-backup-sheet", NULL, print_backup_sheet_cb },
  { NULL },
};

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
  for (guint i = 0; actions[i].name != NULL; i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter, actions[i].activate);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "win.print-sheet", "s", "");
}
