/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-interview-dialog.h"

#include <glib/gi18n.h>

#include "spare-change.h"
#include "spare-dialogs.h"
#include "spare-interview-view.h"
#include "spare-messages.h"
#include "spare-words.h"

#define SPARE_TYPE_INTERVIEW_DIALOG (spare_interview_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SpareInterviewDialog, spare_interview_dialog, SPARE, INTERVIEW_DIALOG, AdwWindow)

typedef struct
{
  SpareAccount  *account;
  guint          number; /* of the account, from 1 */
  SpareQuestion  question;
} Page;

struct _SpareInterviewDialog
{
  AdwWindow          parent_instance;

  AdwWindowTitle    *title;
  GtkWidget         *back;
  GtkScrolledWindow *scroller;
  GtkProgressBar    *progress;
  GtkLabel          *heading;
  GtkLabel          *account;
  GtkBox            *content;
  GtkLabel          *trouble;
  GtkButton         *next;

  SpareWindow       *window;     /* (nullable): borrowed */
  GArray            *pages;      /* of Page */
  guint              n_accounts;
  guint              at;         /* the page in front */
  GPtrArray         *parts;      /* (nullable): of SpareInterviewPart: what it asks */
  SpareAccount      *answered;   /* (nullable): the account before, once something was said of it */
  GListStore        *fresh[2];   /* accounts and things that were named here and are not saved yet */
  GListModel        *known[2];   /* the vault's and those */
  gboolean           saving;
};

G_DEFINE_FINAL_TYPE (SpareInterviewDialog, spare_interview_dialog, ADW_TYPE_WINDOW)

static void
page_clear (Page *self)
{
  g_object_unref (self->account);
}

static SpareVault *
get_vault (SpareInterviewDialog *self)
{
  return self->window != NULL ? spare_window_get_vault (self->window) : NULL;
}

static gint64
get_now (SpareInterviewDialog *self)
{
  return spare_clock_get_now (spare_window_get_clock (self->window));
}

static Page *
get_page (SpareInterviewDialog *self)
{
  return &g_array_index (self->pages, Page, self->at);
}

/* What is named here. */

static void
add_cb (SpareInterviewDialog *self,
        guint                 nth,
        const char           *name,
        SpareInterviewView   *view)
{
  SpareInterviewPart *part = spare_interview_view_get_part (view);
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr(SpareRecord) record = NULL;

  if (get_vault (self) == NULL || self->saving)
    return;

  record = spare_interview_part_add (part, &part->adds[nth], name, id, self->known[0], self->known[1], get_now (self));
  if (record != NULL)
    g_list_store_append (self->fresh[SPARE_IS_ACCOUNT (record) ? 0 : 1], record);
  spare_interview_view_update (view);
}

static GPtrArray *
list_fresh (SpareInterviewDialog *self)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (self->fresh); i++)
    for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (self->fresh[i])); j++)
      g_ptr_array_add (records, g_list_model_get_item (G_LIST_MODEL (self->fresh[i]), j));

  return records;
}

static void
forget_fresh (SpareInterviewDialog *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->fresh); i++)
    g_list_store_remove_all (self->fresh[i]);
}

/* The page. */

static void
say_trouble (SpareInterviewDialog *self,
             const GError         *error)
{
  g_autofree char *text = error != NULL ? spare_message_for_error (error) : NULL;

  gtk_label_set_text (self->trouble, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), text != NULL);
}

static void
show_parts (SpareInterviewDialog *self)
{
  GListModel *things = spare_vault_get_things (get_vault (self));
  Page *page = get_page (self);
  g_autoptr(SpareThing) before = NULL;
  GtkWidget *old;

  while ((old = gtk_widget_get_first_child (GTK_WIDGET (self->content))) != NULL)
    gtk_box_remove (self->content, old);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  if (self->answered != NULL && self->answered != page->account)
    before = spare_access_find (things, spare_account_get_id (self->answered));
  self->parts = spare_interview_list_parts (page->account, spare_vault_get_accounts (get_vault (self)), things,
                                            page->question, before);
  for (guint i = 0; i < self->parts->len; i++)
    {
      GtkWidget *view = spare_interview_view_new (self->parts->pdata[i]);

      g_signal_connect_object (view, "add", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->content, view);
    }
}

static void
focus_first (SpareInterviewDialog *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->content));

  if (first != NULL && !gtk_widget_grab_focus (first))
    gtk_widget_child_focus (first, GTK_DIR_TAB_FORWARD);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
show_page (SpareInterviewDialog *self)
{
  Page *page = get_page (self);
  g_autofree char *names = spare_words_dup_names (page->account);
  g_autofree char *title = g_strdup_printf (_("Account %u of %u"), page->number, self->n_accounts);
  g_autofree char *subtitle = g_strdup_printf (_("Question %u of %u"), page->question + 1, (guint) SPARE_N_QUESTIONS);

  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_progress_bar_set_fraction (self->progress, (double) self->at / self->pages->len);
  gtk_label_set_text (self->heading, spare_interview_get_question (page->question));
  gtk_label_set_text (self->account, names);
  gtk_widget_set_sensitive (self->back, self->at > 0);
  gtk_button_set_label (self->next, self->at + 1 < self->pages->len ? _("_Continue") : _("_Done"));
  say_trouble (self, NULL);
  show_parts (self);
  /* GTK 4.8 forgets the accessible role of a window that has a focus earlier. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    focus_first (self);
}

static void
go_on (SpareInterviewDialog *self)
{
  if (self->at + 1 < self->pages->len)
    {
      self->at++;
      show_page (self);
      return;
    }
  gtk_window_close (GTK_WINDOW (self));
}

/* Answers. */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SpareInterviewDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = spare_vault_save_finish (SPARE_VAULT (source), result, &error);

  self->saving = FALSE;
  if (get_vault (self) == NULL)
    return;

  if (!good)
    {
      say_trouble (self, error);
      return;
    }

  forget_fresh (self);
  g_set_object (&self->answered, get_page (self)->account);
  go_on (self);
}

static void
next_cb (SpareInterviewDialog *self)
{
  SpareVault *vault = get_vault (self);
  g_autoptr(SpareThing) known = NULL;
  g_autoptr(SpareThing) access = NULL;
  g_autoptr(GPtrArray) records = NULL;
  const char *account_id;

  if (vault == NULL || self->saving)
    return;

  account_id = spare_account_get_id (get_page (self)->account);
  known = spare_access_find (spare_vault_get_things (vault), account_id);
  if (known != NULL)
    {
      access = SPARE_THING (spare_record_copy (SPARE_RECORD (known)));
    }
  else
    {
      g_autofree char *id = g_uuid_string_random ();

      access = spare_access_new (id, account_id);
    }
  spare_interview_answer (access, self->parts, get_now (self));
  /* What the answer names comes first. */
  records = list_fresh (self);
  g_ptr_array_add (records, g_steal_pointer (&access));
  self->saving = TRUE;
  spare_vault_save_async (vault, records, NULL, NULL, NULL, saved_cb, g_object_ref (self));
}

static void
skip_cb (SpareInterviewDialog *self)
{
  if (get_vault (self) != NULL && !self->saving)
    go_on (self);
}

static void
back_cb (SpareInterviewDialog *self)
{
  if (get_vault (self) == NULL || self->saving || self->at == 0)
    return;

  self->at--;
  show_page (self);
}

static void
back_action_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  back_cb (SPARE_INTERVIEW_DIALOG (widget));
}

/* Enter goes on from wherever an answer is chosen; it presses a button that has the
 * keyboard, and takes in what is being typed. Blank chooses. */
static gboolean
key_cb (SpareInterviewDialog *self,
        guint                 key,
        guint                 code,
        GdkModifierType       modifiers)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_ISO_Enter)
      || (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  if (focus != NULL && GTK_IS_BUTTON (focus))
    return FALSE;
  if (GTK_IS_EDITABLE (focus) && *gtk_editable_get_text (GTK_EDITABLE (focus)) != '\0')
    return FALSE;

  next_cb (self);

  return TRUE;
}

/* The window. */

/* What was named and not used in an answer yet is kept, too. */
static gboolean
spare_interview_dialog_close_request (GtkWindow *window)
{
  SpareInterviewDialog *self = SPARE_INTERVIEW_DIALOG (window);
  g_autoptr(GPtrArray) records = list_fresh (self);

  if (records->len > 0 && get_vault (self) != NULL && !self->saving)
    {
      forget_fresh (self);
      spare_change_save (spare_change_new (self->window, NULL), records);
    }

  return GTK_WINDOW_CLASS (spare_interview_dialog_parent_class)->close_request (window);
}

static void
spare_interview_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (spare_interview_dialog_parent_class)->map (widget);
  focus_first (SPARE_INTERVIEW_DIALOG (widget));
}

static void
spare_interview_dialog_dispose (GObject *object)
{
  SpareInterviewDialog *self = SPARE_INTERVIEW_DIALOG (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->answered);
  for (guint i = 0; i < G_N_ELEMENTS (self->fresh); i++)
    g_clear_object (&self->known[i]);

  G_OBJECT_CLASS (spare_interview_dialog_parent_class)->dispose (object);
}

static void
spare_interview_dialog_finalize (GObject *object)
{
  SpareInterviewDialog *self = SPARE_INTERVIEW_DIALOG (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->fresh); i++)
    g_object_unref (self->fresh[i]);
  g_array_unref (self->pages);
  g_clear_pointer (&self->parts, g_ptr_array_unref);

  G_OBJECT_CLASS (spare_interview_dialog_parent_class)->finalize (object);
}

static void
spare_interview_dialog_class_init (SpareInterviewDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_interview_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_interview_dialog_finalize;
  widget_class->map = spare_interview_dialog_map;
  GTK_WINDOW_CLASS (klass)->close_request = spare_interview_dialog_close_request;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-interview-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareInterviewDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SpareInterviewDialog, back);
  gtk_widget_class_bind_template_child (widget_class, SpareInterviewDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, SpareInterviewDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, SpareInterviewDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, SpareInterviewDialog, account);
  gtk_widget_class_bind_template_child (widget_class, SpareInterviewDialog, content);
  gtk_widget_class_bind_template_child (widget_class, SpareInterviewDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, SpareInterviewDialog, next);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, skip_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);

  gtk_widget_class_install_action (widget_class, "interview.back", NULL, back_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "interview.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
spare_interview_dialog_init (SpareInterviewDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->pages = g_array_new (FALSE, FALSE, sizeof (Page));
  g_array_set_clear_func (self->pages, (GDestroyNotify) page_clear);
  self->fresh[0] = g_list_store_new (SPARE_TYPE_ACCOUNT);
  self->fresh[1] = g_list_store_new (SPARE_TYPE_THING);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static GListModel *
join (GListModel *one,
      GListStore *other)
{
  GListStore *both = g_list_store_new (G_TYPE_LIST_MODEL);

  g_list_store_append (both, one);
  g_list_store_append (both, other);

  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (both)));
}

/* @all: those that are answered, too */
static void
add_pages (SpareInterviewDialog *self,
           SpareAccount         *account,
           gboolean              all)
{
  GListModel *things = spare_vault_get_things (get_vault (self));
  g_autoptr(SpareThing) access = spare_access_find (things, spare_account_get_id (account));

  self->n_accounts++;
  for (SpareQuestion question = 0; question < SPARE_N_QUESTIONS; question++)
    {
      Page page = { account, self->n_accounts, question };

      if (!all && spare_access_is_answered (access, question))
        continue;
      g_object_ref (page.account);
      g_array_append_val (self->pages, page);
    }
}

static void
set_up (SpareInterviewDialog *self,
        SpareWindow          *window,
        const char           *account_id)
{
  SpareVault *vault = spare_window_get_vault (window);
  SpareAccount *account = account_id != NULL ? spare_vault_find (vault, account_id) : NULL;

  g_set_weak_pointer (&self->window, window);
  self->known[0] = join (spare_vault_get_accounts (vault), self->fresh[0]);
  self->known[1] = join (spare_vault_get_things (vault), self->fresh[1]);
  if (account != NULL)
    {
      add_pages (self, account, TRUE);
    }
  else if (account_id == NULL)
    {
      g_autoptr(GPtrArray) open = spare_access_list_open (spare_vault_get_accounts (vault),
                                                          spare_vault_get_things (vault));

      for (guint i = 0; i < open->len; i++)
        add_pages (self, open->pdata[i], FALSE);
    }
}

void
spare_interview_dialog_show (SpareWindow *window,
                             const char  *account_id)
{
  SpareInterviewDialog *self = g_object_new (SPARE_TYPE_INTERVIEW_DIALOG, NULL);

  set_up (self, window, account_id);
  if (self->pages->len == 0)
    {
      spare_window_toast (window, account_id != NULL ? _("This account is not there any more.")
                                                     : _("All questions about your accounts are answered."));
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  spare_dialogs_attach (GTK_WINDOW (self), GTK_WINDOW (window));
  show_page (self);
  gtk_window_present (GTK_WINDOW (self));
}
