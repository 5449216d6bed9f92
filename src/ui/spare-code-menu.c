/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-menu.h"

#include <glib/gi18n.h>

static void
append (GMenu        *menu,
        const char   *label,
        const char   *action,
        SpareAccount *account)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", spare_account_get_id (account));
  g_menu_append_item (menu, item);
}

static GMenuModel *
create_menu (SpareAccount *account,
             SpareReveal  *reveal,
             gboolean      reorderable)
{
  g_autoptr(GMenu) code = g_menu_new ();
  g_autoptr(GMenu) more = g_menu_new ();
  g_autoptr(GMenu) order = g_menu_new ();
  g_autoptr(GMenu) remove = g_menu_new ();
  GMenu *menu = g_menu_new ();
  SpareOtpKind kind = spare_account_get_params (account)->kind;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (kind == SPARE_OTP_HOTP)
    append (code, _("_Next Code"), "win.advance", account);
  if (kind != SPARE_OTP_NONE)
    append (code, _("_Copy Code"), "win.copy", account);
  if (spare_otp_kind_is_timed (kind))
    append (code, _("Copy Ne_xt Code"), "win.copy-next", account);
  if (spare_reveal_get_hides (reveal) && kind != SPARE_OTP_NONE)
    append (code, spare_reveal_is_shown (reveal, account, now) ? _("_Hide Code") : _("_Show Code"),
            "win.reveal", account);
  append (more, _("_Account Details"), "win.show-account", account);
  append (more, _("_Edit…"), "win.edit", account);
  append (more, spare_account_get_favorite (account) ? _("Remove from _Favorites")
                                                     : _("Add to _Favorites"),
          "win.favorite", account);
  append (order, _("Move _Up"), "win.move-up", account);
  append (order, _("Move Do_wn"), "win.move-down", account);
  append (remove, _("_Delete"), "win.delete", account);

  g_menu_append_section (menu, NULL, G_MENU_MODEL (code));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  if (reorderable)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (order));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (remove));

  return G_MENU_MODEL (menu);
}

static void
unparent_cb (gpointer user_data)
{
  g_autoptr(GtkWidget) popover = user_data;

  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
}

/* The chosen action runs after the menu has closed and still needs its place in
 * the tree of widgets. */
static void
closed_cb (GtkWidget *popover)
{
  GtkWidget *before = g_object_get_data (G_OBJECT (popover), "focus-before");

  /* GTK would go on at the first widget of the page. */
  if (before != NULL && gtk_widget_get_mapped (before))
    gtk_widget_grab_focus (before);
  g_idle_add_once (unparent_cb, g_object_ref (popover));
}

void
spare_code_menu_popup (GtkWidget    *parent,
                       SpareAccount *account,
                       SpareReveal  *reveal,
                       gboolean      reorderable,
                       double        x,
                       double        y)
{
  g_autoptr(GMenuModel) model = create_menu (account, reveal, reorderable);
  GtkWidget *popover = gtk_popover_menu_new_from_model (model);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (parent));

  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (popover, gtk_widget_get_direction (parent) == GTK_TEXT_DIR_RTL
                                    ? GTK_ALIGN_END : GTK_ALIGN_START);
  if (focus != NULL)
    g_object_set_data_full (G_OBJECT (popover), "focus-before", g_object_ref (focus),
                            g_object_unref);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_widget_set_parent (popover, parent);
  gtk_popover_popup (GTK_POPOVER (popover));
}
