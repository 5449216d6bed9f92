/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-set-assign.h"

#include <glib/gi18n.h>

#include "spare-account-chooser.h"
#include "spare-change.h"
#include "spare-code-set.h"
#include "spare-dialogs.h"
#include "spare-words.h"

#define SPARE_TYPE_SET_ASSIGN (spare_set_assign_get_type ())
G_DECLARE_FINAL_TYPE (SpareSetAssign, spare_set_assign, SPARE, SET_ASSIGN, AdwWindow)

struct _SpareSetAssign
{
  AdwWindow            parent_instance;

  GtkWidget           *save;
  SpareAccountChooser *chooser;

  SpareWindow         *window; /* (nullable): borrowed */
  char                *set_id;
};

G_DEFINE_FINAL_TYPE (SpareSetAssign, spare_set_assign, ADW_TYPE_WINDOW)

static void
changed_cb (SpareSetAssign *self)
{
  g_autoptr(SpareAccount) account = spare_account_chooser_dup_account (self->chooser);

  gtk_widget_set_sensitive (self->save, account != NULL);
}

/* The account first where it is new: codes should not wait for it. */
static void
save_cb (SpareSetAssign *self)
{
  g_autoptr(SpareAccount) account = spare_account_chooser_dup_account (self->chooser);
  GListModel *things = spare_vault_get_things (spare_window_get_vault (self->window));
  g_autoptr(SpareThing) set = spare_thing_find (things, self->set_id);
  g_autoptr(SpareThing) copy = NULL;
  g_autoptr(GPtrArray) records = g_ptr_array_new ();
  SpareChange *change;

  if (set == NULL || account == NULL)
    return;

  copy = SPARE_THING (spare_record_copy (SPARE_RECORD (set)));
  spare_thing_set_text (copy, SPARE_CODE_SET_ACCOUNT, spare_account_get_id (account));
  if (spare_vault_find (spare_window_get_vault (self->window), spare_account_get_id (account)) == NULL)
    g_ptr_array_add (records, account);
  g_ptr_array_add (records, copy);
  change = spare_change_new (self->window, self->set_id);
  /* Translators: %s is a service. */
  change->done = g_strdup_printf (_("The codes belong to %s now."), spare_words_get_title (account));
  change->then = "win.back";
  spare_change_save (change, records);
  gtk_window_close (GTK_WINDOW (self));
}

static void
spare_set_assign_dispose (GObject *object)
{
  g_clear_weak_pointer (&SPARE_SET_ASSIGN (object)->window);

  G_OBJECT_CLASS (spare_set_assign_parent_class)->dispose (object);
}

static void
spare_set_assign_finalize (GObject *object)
{
  g_free (SPARE_SET_ASSIGN (object)->set_id);

  G_OBJECT_CLASS (spare_set_assign_parent_class)->finalize (object);
}

static void
spare_set_assign_class_init (SpareSetAssignClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_set_assign_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_set_assign_finalize;

  g_type_ensure (SPARE_TYPE_ACCOUNT_CHOOSER);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-set-assign.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareSetAssign, save);
  gtk_widget_class_bind_template_child (widget_class, SpareSetAssign, chooser);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
spare_set_assign_init (SpareSetAssign *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
spare_set_assign_show (SpareWindow *window,
                       const char  *set_id)
{
  SpareSetAssign *self = g_object_new (SPARE_TYPE_SET_ASSIGN, NULL);

  g_set_weak_pointer (&self->window, window);
  self->set_id = g_strdup (set_id);
  spare_account_chooser_fill (self->chooser, spare_window_get_vault (window));
  changed_cb (self);
  spare_dialogs_attach (GTK_WINDOW (self), GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (self));
}
