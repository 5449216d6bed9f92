/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-set-view.h"

#include <glib/gi18n.h>

#include "spare-code-set.h"
#include "spare-secret-view.h"

struct _SpareCodeSetView
{
  AdwBin               parent_instance;

  AdwPreferencesGroup *group;
  GtkWidget           *show;  /* the switch */
  GPtrArray           *rows;  /* one a code */

  SpareVault          *vault; /* (nullable) */
  char                *account_id;
};

G_DEFINE_FINAL_TYPE (SpareCodeSetView, spare_code_set_view, ADW_TYPE_BIN)

static gboolean
is_ours (SpareCodeSetView *self,
         SpareThing       *thing)
{
  return spare_thing_is_code_set (thing) &&
         g_strcmp0 (spare_thing_peek_text (thing, SPARE_CODE_SET_ACCOUNT), self->account_id) == 0;
}

static void
add_code (SpareCodeSetView *self,
          SpareSecret      *code)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *view = g_object_new (SPARE_TYPE_SECRET_VIEW, "hexpand", TRUE, NULL);

  gtk_widget_add_css_class (box, "secret");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  spare_secret_view_set_text (SPARE_SECRET_VIEW (view), code);
  gtk_box_append (GTK_BOX (box), view);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
remove_codes (SpareCodeSetView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static const char *
describe (const char *origin)
{
  if (g_strcmp0 (origin, "steam-revocation") == 0)
    return _("The revocation code takes the authenticator off your Steam account when it is lost.");
  return _("Each gets you in without the second factor, usually once.");
}

/* The codes are in the widgets only while they are shown. */
static void
update (SpareCodeSetView *self)
{
  GListModel *things = self->vault != NULL ? spare_vault_get_things (self->vault) : NULL;
  gboolean shown = gtk_switch_get_active (GTK_SWITCH (self->show));
  gboolean any = FALSE;

  remove_codes (self);
  for (guint i = 0; things != NULL && i < g_list_model_get_n_items (things); i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (things, i);

      if (!is_ours (self, thing))
        continue;
      any = TRUE;
      adw_preferences_group_set_description (self->group,
                                             describe (spare_thing_peek_text (thing, SPARE_CODE_SET_ORIGIN)));
      for (guint n = 0; shown && n < spare_thing_count (thing, SPARE_CODE_SET_CODE); n++)
        add_code (self, spare_thing_peek (thing, SPARE_CODE_SET_CODE, n));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), any);
}

static void
spare_code_set_view_unmap (GtkWidget *widget)
{
  gtk_switch_set_active (GTK_SWITCH (SPARE_CODE_SET_VIEW (widget)->show), FALSE);
  GTK_WIDGET_CLASS (spare_code_set_view_parent_class)->unmap (widget);
}

static void
spare_code_set_view_dispose (GObject *object)
{
  SpareCodeSetView *self = SPARE_CODE_SET_VIEW (object);

  g_clear_object (&self->vault);
  G_OBJECT_CLASS (spare_code_set_view_parent_class)->dispose (object);
}

static void
spare_code_set_view_finalize (GObject *object)
{
  SpareCodeSetView *self = SPARE_CODE_SET_VIEW (object);

  g_free (self->account_id);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (spare_code_set_view_parent_class)->finalize (object);
}

static void
spare_code_set_view_class_init (SpareCodeSetViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spare_code_set_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_code_set_view_finalize;
  GTK_WIDGET_CLASS (klass)->unmap = spare_code_set_view_unmap;
}

static void
spare_code_set_view_init (SpareCodeSetView *self)
{
  GtkWidget *row = adw_action_row_new ();

  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _("Backup Codes"));
  self->show = gtk_switch_new ();
  gtk_widget_set_valign (self->show, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Show the Backup Codes"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->show);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->show);
  adw_preferences_group_add (self->group, row);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (self->show, "notify::active", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

void
spare_code_set_view_set_account (SpareCodeSetView *self,
                                 SpareVault       *vault,
                                 const char       *account_id)
{
  g_return_if_fail (SPARE_IS_CODE_SET_VIEW (self));

  if (g_set_object (&self->vault, vault) && vault != NULL)
    g_signal_connect_object (spare_vault_get_things (vault), "items-changed", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  g_free (self->account_id);
  self->account_id = g_strdup (account_id);
  update (self);
}
