/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-happening-page.h"

#include <glib/gi18n.h>

#include "spare-change.h"
#include "spare-fact.h"
#include "spare-happening-steps.h"
#include "spare-happening.h"
#include "spare-words.h"

struct _SpareHappeningPage
{
  AdwBin               parent_instance;

  GtkWidget           *back;
  GtkScrolledWindow   *scroller;
  GtkWidget           *content;
  GtkWidget           *start;       /* one of these three is shown */
  GtkWidget           *choose;
  GtkWidget           *steps_box;
  GtkWidget           *open_group;
  GtkListBox          *open_list;
  GtkListBox          *kinds;
  GtkLabel            *question;
  GtkEditable         *search;
  GtkListBox          *subjects;
  GtkWidget           *facts;
  GtkWidget           *add;
  GtkLabel            *title;
  SpareHappeningSteps *steps;

  SpareWindow         *window;      /* (nullable): borrowed */
  SpareHappeningKind   kind;        /* whose subject is being chosen */
  char                *id;          /* (nullable): of the one whose steps are shown */
  guint                update_idle;
};

G_DEFINE_FINAL_TYPE (SpareHappeningPage, spare_happening_page, ADW_TYPE_BIN)

/* In their order. */
static const struct
{
  const char *title;
  const char *subtitle;
  const char *question; /* (nullable): there is no subject */
} kinds[SPARE_HAPPENING_N_KINDS] = {
  [SPARE_HAPPENING_LOST_PHONE] = { N_("A Phone Is Lost or Broken"), N_("Or a tablet: it made codes or got messages"),
                                   N_("Which one is it?") },
  [SPARE_HAPPENING_STOLEN_LAPTOP] = { N_("A Computer Was Stolen"), N_("Somebody else has it, locked or not"),
                                      N_("Which one is it?") },
  [SPARE_HAPPENING_INTRUDER] = { N_("Somebody Is in My Account"), N_("Mail that you did not write, a strange sign-in"),
                                 N_("Which account is it?") },
  [SPARE_HAPPENING_HOME_GONE] = { N_("The Home Is Gone"), N_("Fire, flood or burglary"), NULL },
  [SPARE_HAPPENING_CANNOT_SIGN_IN] = { N_("I Cannot Sign In"), N_("The code is refused, the password forgotten"),
                                       N_("Which account is it?") },
};

static SpareVault *
get_vault (SpareHappeningPage *self)
{
  return spare_window_get_vault (self->window);
}

static GListModel *
get_things (SpareHappeningPage *self)
{
  return spare_vault_get_things (get_vault (self));
}

static GListModel *
get_accounts (SpareHappeningPage *self)
{
  return spare_vault_get_accounts (get_vault (self));
}

static GtkWidget *
create_row (const char *title,
            const char *subtitle,
            const char *id)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);

  return row;
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static void
update_open (SpareHappeningPage *self)
{
  g_autoptr(GPtrArray) open = spare_happening_list_open (get_things (self));

  clear_list (self->open_list);
  for (guint i = 0; i < open->len; i++)
    {
      SpareThing *happening = g_ptr_array_index (open, i);
      g_autofree char *title = spare_happening_dup_title (happening, get_accounts (self), get_things (self));
      g_autofree char *progress = spare_happening_dup_progress (happening, self->window);

      gtk_list_box_append (self->open_list, create_row (title, progress, spare_thing_get_id (happening)));
    }
  gtk_widget_set_visible (self->open_group, open->len > 0);
}

/* What one goes on with comes first in each page. */
static gboolean
focus_first (SpareHappeningPage *self)
{
  GtkListBoxRow *row = NULL;

  if (gtk_widget_get_visible (self->steps_box))
    return gtk_widget_child_focus (GTK_WIDGET (self->steps), GTK_DIR_TAB_FORWARD);
  if (gtk_widget_get_visible (self->start))
    row = gtk_list_box_get_row_at_index (gtk_widget_get_visible (self->open_group) ? self->open_list : self->kinds, 0);
  else if (gtk_widget_get_visible (GTK_WIDGET (self->search)))
    return gtk_widget_grab_focus (GTK_WIDGET (self->search));
  else
    row = gtk_list_box_get_row_at_index (self->subjects, 0);
  if (row != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (row));
  return gtk_widget_grab_focus (gtk_widget_get_visible (self->add) ? self->add : self->facts);
}

static void
show (SpareHappeningPage *self,
      GtkWidget          *page)
{
  gtk_widget_set_visible (self->start, page == self->start);
  gtk_widget_set_visible (self->choose, page == self->choose);
  gtk_widget_set_visible (self->steps_box, page == self->steps_box);
  focus_first (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
show_start (SpareHappeningPage *self)
{
  g_clear_pointer (&self->id, g_free);
  spare_happening_steps_show (self->steps, NULL);
  update_open (self);
  show (self, self->start);
}

static void
show_steps (SpareHappeningPage *self,
            const char         *id)
{
  g_autoptr(SpareThing) happening = spare_thing_find (get_things (self), id);
  g_autofree char *title = NULL;

  if (happening == NULL)
    return;

  title = spare_happening_dup_title (happening, get_accounts (self), get_things (self));
  g_free (self->id);
  self->id = g_strdup (id);
  gtk_label_set_label (self->title, title);
  spare_happening_steps_show (self->steps, id);
  show (self, self->steps_box);
}

/* Beginning. */

typedef struct
{
  SpareHappeningPage *page;
  char               *id;
} Start;

static void
start_free (Start *self)
{
  g_object_unref (self->page);
  g_free (self->id);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Start, start_free)

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Start) start = user_data;
  SpareHappeningPage *self = start->page;
  g_autoptr(GError) error = NULL;
  gboolean good = spare_vault_save_finish (SPARE_VAULT (source), result, &error);

  if (self->window == NULL)
    return;

  gtk_widget_set_sensitive (self->content, TRUE);
  if (good)
    show_steps (self, start->id);
  else
    spare_window_toast_error (self->window, error);
}

static void
begin (SpareHappeningPage *self,
       SpareHappeningKind  kind,
       const char         *subject)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  Start *start = g_new0 (Start, 1);

  start->page = g_object_ref (self);
  start->id = g_uuid_string_random ();
  g_ptr_array_add (records, spare_happening_new (start->id, kind, subject,
                                                 spare_clock_get_now (spare_window_get_clock (self->window))));
  gtk_widget_set_sensitive (self->content, FALSE);
  spare_vault_save_async (get_vault (self), records, NULL, NULL, NULL, started_cb, start);
}

static gboolean
is_for (SpareHappeningKind kind,
        SpareThing        *device)
{
  gboolean computer = spare_fact_has (device, SPARE_FACT_KIND, "computer");

  return kind == SPARE_HAPPENING_STOLEN_LAPTOP ? computer : !computer;
}

static void
fill_devices (SpareHappeningPage *self)
{
  g_autoptr(GPtrArray) devices = spare_fact_list (get_things (self), SPARE_FACT_DEVICE);

  for (guint i = 0; i < devices->len; i++)
    {
      SpareThing *device = g_ptr_array_index (devices, i);

      if (is_for (self->kind, device))
        gtk_list_box_append (self->subjects, create_row (spare_fact_get_name (device), "",
                                                         spare_thing_get_id (device)));
    }
}

static int
compare_accounts (gconstpointer a,
                  gconstpointer b)
{
  SpareAccount *first = *(SpareAccount *const *) a;
  SpareAccount *second = *(SpareAccount *const *) b;

  return g_utf8_collate (spare_account_get_service (first), spare_account_get_service (second));
}

static void
fill_accounts (SpareHappeningPage *self)
{
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (get_accounts (self)); i++)
    g_ptr_array_add (accounts, g_list_model_get_item (get_accounts (self), i));
  g_ptr_array_sort (accounts, compare_accounts);
  for (guint i = 0; i < accounts->len; i++)
    {
      SpareAccount *account = g_ptr_array_index (accounts, i);
      gboolean named = *spare_account_get_service (account) != '\0';

      gtk_list_box_append (self->subjects, create_row (spare_words_get_title (account),
                                                       named ? spare_account_get_name (account) : "",
                                                       spare_account_get_id (account)));
    }
}

static void
choose (SpareHappeningPage *self,
        SpareHappeningKind  kind)
{
  gboolean devices = kind == SPARE_HAPPENING_LOST_PHONE || kind == SPARE_HAPPENING_STOLEN_LAPTOP;
  gboolean empty;

  self->kind = kind;
  clear_list (self->subjects);
  gtk_editable_set_text (self->search, "");
  if (devices)
    fill_devices (self);
  else
    fill_accounts (self);
  empty = gtk_widget_get_first_child (GTK_WIDGET (self->subjects)) == NULL;
  gtk_label_set_label (self->question,
                       !empty    ? _(kinds[kind].question)
                       : devices ? _("Sparekey does not know this device yet. Note it first, and which accounts "
                                     "depend on it.")
                                 : _("There are no accounts yet."));
  gtk_widget_set_visible (GTK_WIDGET (self->search), !devices && !empty);
  gtk_widget_set_visible (GTK_WIDGET (self->subjects), !empty);
  gtk_widget_set_visible (self->facts, devices);
  gtk_widget_set_visible (self->add, !devices && empty);
  show (self, self->choose);
}

static gboolean
matches (GtkWidget  *row,
         const char *wanted)
{
  return *wanted == '\0' || g_str_match_string (wanted, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), TRUE)
         || g_str_match_string (wanted, adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), TRUE);
}

static void
search_cb (SpareHappeningPage *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->subjects)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    gtk_widget_set_visible (row, matches (row, gtk_editable_get_text (self->search)));
}

static void
kind_activated_cb (SpareHappeningPage *self,
                   GtkListBoxRow      *row)
{
  SpareHappeningKind kind = (SpareHappeningKind) gtk_list_box_row_get_index (row);

  if (self->window == NULL)
    return;

  if (kinds[kind].question == NULL)
    begin (self, kind, NULL);
  else
    choose (self, kind);
}

static void
subject_activated_cb (SpareHappeningPage *self,
                      GtkListBoxRow      *row)
{
  if (self->window != NULL)
    begin (self, self->kind, g_object_get_data (G_OBJECT (row), "id"));
}

/* Enter takes the first hit. */
static void
search_activate_cb (SpareHappeningPage *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->subjects));

  while (row != NULL && !gtk_widget_get_visible (row))
    row = gtk_widget_get_next_sibling (row);
  if (row != NULL && *gtk_editable_get_text (self->search) != '\0')
    subject_activated_cb (self, GTK_LIST_BOX_ROW (row));
}

static void
open_activated_cb (SpareHappeningPage *self,
                   GtkListBoxRow      *row)
{
  if (self->window != NULL)
    show_steps (self, g_object_get_data (G_OBJECT (row), "id"));
}

static void
back_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  SpareHappeningPage *self = SPARE_HAPPENING_PAGE (widget);

  if (self->window == NULL || gtk_widget_get_visible (self->start))
    gtk_widget_activate_action (widget, "win.back", NULL);
  else
    show_start (self);
}

static void
finish_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  SpareHappeningPage *self = SPARE_HAPPENING_PAGE (widget);
  g_autoptr(SpareThing) happening = self->window != NULL && self->id != NULL
                                      ? spare_thing_find (get_things (self), self->id)
                                      : NULL;
  g_autoptr(SpareRecord) changed = NULL;
  SpareChange *change;

  if (happening == NULL)
    return;

  changed = spare_record_copy (SPARE_RECORD (happening));
  spare_happening_finish (SPARE_THING (changed), spare_clock_get_now (spare_window_get_clock (self->window)));
  change = spare_change_new (self->window, self->id);
  change->done = g_strdup (_("Good. What you did is kept with its dates."));
  spare_change_save_one (change, changed);
  show_start (self);
}

static void
update_idle_cb (gpointer user_data)
{
  SpareHappeningPage *self = user_data;

  self->update_idle = 0;
  if (self->window != NULL)
    update_open (self);
}

static void
queue_update (SpareHappeningPage *self)
{
  if (self->update_idle == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->update_idle = g_idle_add_once (update_idle_cb, self);
}

/* While nobody looks, it does not follow. */
static void
spare_happening_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (spare_happening_page_parent_class)->map (widget);

  queue_update (SPARE_HAPPENING_PAGE (widget));
}

static gboolean
spare_happening_page_grab_focus (GtkWidget *widget)
{
  SpareHappeningPage *self = SPARE_HAPPENING_PAGE (widget);

  return focus_first (self) || gtk_widget_grab_focus (self->back);
}

/* GTK's own begins with grab_focus(), which leads past the bar to the content. */
static gboolean
spare_happening_page_focus (GtkWidget        *widget,
                            GtkDirectionType  direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

static void
spare_happening_page_dispose (GObject *object)
{
  SpareHappeningPage *self = SPARE_HAPPENING_PAGE (object);

  g_clear_handle_id (&self->update_idle, g_source_remove);
  g_clear_pointer (&self->id, g_free);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (spare_happening_page_parent_class)->dispose (object);
}

static void
spare_happening_page_class_init (SpareHappeningPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_happening_page_dispose;
  widget_class->map = spare_happening_page_map;
  widget_class->grab_focus = spare_happening_page_grab_focus;
  widget_class->focus = spare_happening_page_focus;

  g_type_ensure (SPARE_TYPE_HAPPENING_STEPS);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-happening-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareHappeningPage, back);
  gtk_widget_class_bind_template_child (widget_class, SpareHappeningPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, SpareHappeningPage, content);
  gtk_widget_class_bind_template_child (widget_class, SpareHappeningPage, start);
  gtk_widget_class_bind_template_child (widget_class, SpareHappeningPage, choose);
  gtk_widget_class_bind_template_child (widget_class, SpareHappeningPage, steps_box);
  gtk_widget_class_bind_template_child (widget_class, SpareHappeningPage, open_group);
  gtk_widget_class_bind_template_child (widget_class, SpareHappeningPage, open_list);
  gtk_widget_class_bind_template_child (widget_class, SpareHappeningPage, kinds);
  gtk_widget_class_bind_template_child (widget_class, SpareHappeningPage, question);
  gtk_widget_class_bind_template_child (widget_class, SpareHappeningPage, search);
  gtk_widget_class_bind_template_child (widget_class, SpareHappeningPage, subjects);
  gtk_widget_class_bind_template_child (widget_class, SpareHappeningPage, facts);
  gtk_widget_class_bind_template_child (widget_class, SpareHappeningPage, add);
  gtk_widget_class_bind_template_child (widget_class, SpareHappeningPage, title);
  gtk_widget_class_bind_template_child (widget_class, SpareHappeningPage, steps);
  gtk_widget_class_bind_template_callback (widget_class, kind_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, subject_activated_cb);

  gtk_widget_class_install_action (widget_class, "happening.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "happening.finish", NULL, finish_cb);
}

static void
spare_happening_page_init (SpareHappeningPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < SPARE_HAPPENING_N_KINDS; i++)
    gtk_list_box_append (self->kinds, create_row (_(kinds[i].title), _(kinds[i].subtitle), NULL));
}

GtkWidget *
spare_happening_page_new (SpareWindow *window)
{
  SpareHappeningPage *self = g_object_new (SPARE_TYPE_HAPPENING_PAGE, NULL);
  SpareVault *vault = spare_window_get_vault (window);

  g_set_weak_pointer (&self->window, window);
  spare_happening_steps_set_window (self->steps, window);
  g_signal_connect_object (spare_vault_get_things (vault), "items-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vault, "changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  update_open (self);

  return GTK_WIDGET (self);
}
