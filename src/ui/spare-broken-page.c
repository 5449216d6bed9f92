/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-broken-page.h"

#include <glib/gi18n.h>

#include "spare-dialogs.h"
#include "spare-messages.h"

struct _SpareBrokenPage
{
  AdwBin       parent_instance;

  GtkStack    *stack;
  GtkListBox  *list;

  SpareWindow *window; /* (nullable): borrowed */
};

G_DEFINE_FINAL_TYPE (SpareBrokenPage, spare_broken_page, ADW_TYPE_BIN)

/* One record on its way through questions and files. */
typedef struct
{
  SpareWindow *window;
  SpareBroken *record;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->window);
  g_object_unref (job->record);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      spare_window_toast_error (job->window, error);
      return;
    }

  name = g_file_get_basename (G_FILE (source));
  /* Translators: %s is a file. */
  text = g_strdup_printf (_("Exported the record to %s."), name);
  spare_window_toast (job->window, text);
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  g_autoptr(GFile) file = spare_dialogs_save_file_finish (result, NULL);
  SpareSecret *raw = spare_broken_peek_raw (job->record);
  g_autoptr(GBytes) bytes = NULL;
  gsize size;
  gconstpointer data;

  if (file == NULL || raw == NULL)
    return;

  data = spare_secret_peek (raw, &size);
  bytes = g_bytes_new_with_free_func (data, size, (GDestroyNotify) spare_secret_unref, spare_secret_ref (raw));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                       written_cb, g_steal_pointer (&job));
}

static void
write_to_file (Job *job)
{
  g_autofree char *name = g_strdup_printf ("sparekey-%.8s.txt", spare_broken_get_id (job->record));

  spare_dialogs_save_file_async (GTK_WINDOW (job->window), _("Export Record"), name, file_chosen_cb, job);
}

static void
export_answer_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  g_autofree char *answer = spare_dialogs_ask_finish (result);

  if (g_strcmp0 (answer, "export") == 0)
    write_to_file (g_steal_pointer (&job));
}

static void
ask_to_export (Job *job)
{
  const SpareChoice choices[] = {
    { "cancel", _("_Cancel"), SPARE_CHOICE_PLAIN },
    { "export", _("_Export…"), SPARE_CHOICE_PLAIN },
    { NULL },
  };

  spare_dialogs_ask_async (GTK_WINDOW (job->window), _("Export This Record?"),
                           _("The file holds what is left of the secret, for anyone to read. Keep it where only you "
                             "can open it, and delete it as soon as it is not needed any more."),
                           choices, export_answer_cb, job);
}

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  g_autoptr(GError) error = NULL;

  if (spare_vault_erase_finish (SPARE_VAULT (source), result, &error))
    spare_window_toast (job->window, _("Erased the record."));
  else
    spare_window_toast_error (job->window, error);
}

static void
erase_answer_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  g_autofree char *answer = spare_dialogs_ask_finish (result);
  SpareVault *vault = spare_window_get_vault (job->window);
  const char *const ids[] = { spare_broken_get_id (job->record), NULL };

  if (g_strcmp0 (answer, "export") == 0)
    write_to_file (g_steal_pointer (&job));
  else if (g_strcmp0 (answer, "erase") == 0 && vault != NULL)
    spare_vault_erase_async (vault, ids, NULL, erased_cb, g_steal_pointer (&job));
}

static void
ask_to_erase (Job *job)
{
  gboolean has_text = spare_broken_peek_raw (job->record) != NULL;
  const SpareChoice choices[] = {
    { "cancel", _("_Cancel"), SPARE_CHOICE_PLAIN },
    { "erase", _("E_rase"), SPARE_CHOICE_DESTRUCTIVE },
    { has_text ? "export" : NULL, _("_Export First…"), SPARE_CHOICE_SUGGESTED },
    { NULL },
  };

  spare_dialogs_ask_async (GTK_WINDOW (job->window), _("Erase This Record?"),
                           _("It may hold the only copy of an account’s secret. Once it is erased, nobody can bring "
                             "it back. Export it first unless you are sure."),
                           choices, erase_answer_cb, job);
}

static Job *
create_job (SpareBrokenPage *self,
            const char      *id)
{
  SpareVault *vault = self->window != NULL ? spare_window_get_vault (self->window) : NULL;
  GListModel *list = vault != NULL ? spare_vault_get_broken (vault) : NULL;
  guint n = list != NULL ? g_list_model_get_n_items (list) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(SpareBroken) record = g_list_model_get_item (list, i);

      if (g_strcmp0 (spare_broken_get_id (record), id) == 0)
        {
          Job *job = g_new0 (Job, 1);

          job->window = g_object_ref (self->window);
          job->record = g_steal_pointer (&record);
          return job;
        }
    }

  return NULL;
}

static void
export_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *id)
{
  Job *job = create_job (SPARE_BROKEN_PAGE (widget), g_variant_get_string (id, NULL));

  if (job != NULL)
    ask_to_export (job);
}

static void
erase_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *id)
{
  Job *job = create_job (SPARE_BROKEN_PAGE (widget), g_variant_get_string (id, NULL));

  if (job != NULL)
    ask_to_erase (job);
}

static GtkWidget *
create_button (SpareBroken *record,
               const char  *icon,
               const char  *tooltip,
               const char  *label,
               const char  *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", spare_broken_get_id (record));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return button;
}

static GtkWidget *
create_row_cb (gpointer item,
               gpointer user_data)
{
  SpareBroken *record = SPARE_BROKEN (item);
  const char *id = spare_broken_get_id (record);
  g_autofree char *reason = spare_message_for_broken (spare_broken_get_reason (record));
  /* Translators: what a button does, for screen readers; %s is an id. */
  g_autofree char *export = g_strdup_printf (_("Export record %s"), id);
  /* Translators: what a button does, for screen readers; %s is an id. */
  g_autofree char *erase = g_strdup_printf (_("Erase record %s"), id);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), reason);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), id);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  if (spare_broken_peek_raw (record) != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_button (record, "document-save-symbolic", _("Export…"),
                                                                    export, "broken.export"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             create_button (record, "user-trash-symbolic", _("Erase…"), erase, "broken.erase"));

  return row;
}

static void
update (SpareBrokenPage *self)
{
  GListModel *list;

  if (self->window == NULL || spare_window_get_vault (self->window) == NULL)
    return;

  list = spare_vault_get_broken (spare_window_get_vault (self->window));
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (list) > 0 ? "list" : "empty");
}

static void
spare_broken_page_dispose (GObject *object)
{
  g_clear_weak_pointer (&SPARE_BROKEN_PAGE (object)->window);

  G_OBJECT_CLASS (spare_broken_page_parent_class)->dispose (object);
}

static void
spare_broken_page_class_init (SpareBrokenPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_broken_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-broken-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareBrokenPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SpareBrokenPage, list);

  gtk_widget_class_install_action (widget_class, "broken.export", "s", export_cb);
  gtk_widget_class_install_action (widget_class, "broken.erase", "s", erase_cb);
}

static void
spare_broken_page_init (SpareBrokenPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
spare_broken_page_new (SpareWindow *window)
{
  SpareBrokenPage *self = g_object_new (SPARE_TYPE_BROKEN_PAGE, NULL);
  GListModel *list = spare_vault_get_broken (spare_window_get_vault (window));

  g_set_weak_pointer (&self->window, window);
  gtk_list_box_bind_model (self->list, list, create_row_cb, NULL, NULL);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
