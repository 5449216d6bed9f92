/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheets-page.h"

#include <glib/gi18n.h>

#include "spare-hint-row.h"
#include "spare-sheet-window.h"
#include "spare-sheets-change.h"
#include "spare-sheets-renewal.h"
#include "spare-sheets-row.h"
#include "spare-sheets-words.h"

#define N_FATES (SPARE_SHEETS_GONE + 1)

typedef struct
{
  SpareSheetsPage *page; /* borrowed */
  SpareSheetsFate  fate;
  GtkListBox      *list;
  GtkWidget       *box;  /* with its heading */
  GtkFilter       *filter;
  GListModel      *sheets;
} Part;

struct _SpareSheetsPage
{
  AdwBin              parent_instance;

  GtkWidget          *back;
  GtkSearchBar       *search_bar;
  GtkSearchEntry     *search_entry;
  GtkWidget          *search_button;
  GtkStack           *stack;
  GtkScrolledWindow  *scroller;
  SpareSheetsRenewal *renewal;
  GtkListBox         *valid;
  GtkListBox         *doomed;
  GtkListBox         *gone;
  GtkWidget          *valid_box;
  GtkWidget          *doomed_box;
  GtkWidget          *gone_box;
  GtkEditable        *paper_entry;
  SpareHintRow       *paper_hint;

  SpareWindow        *window;   /* (nullable): borrowed */
  Part                parts[N_FATES];
  GHashTable         *expanded; /* ids of sheets whose rows are open */
  guint               update_idle;
};

G_DEFINE_FINAL_TYPE (SpareSheetsPage, spare_sheets_page, ADW_TYPE_BIN)

static SpareVault *
get_vault (SpareSheetsPage *self)
{
  return self->window != NULL ? spare_window_get_vault (self->window) : NULL;
}

static void
print_again_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *id)
{
  SpareSheetsPage *self = SPARE_SHEETS_PAGE (widget);
  GListModel *things = spare_vault_get_things (get_vault (self));
  g_autoptr(SpareThing) sheet = spare_thing_find (things, g_variant_get_string (id, NULL));
  g_auto(GStrv) ids = NULL;

  if (sheet == NULL)
    return;

  ids = spare_sheets_dup_account_ids (sheet, things);
  spare_sheet_window_show (self->window, spare_sheet_record_get_kind (sheet),
                           *ids != NULL ? (const char *const *) ids : NULL);
}

static void
lose_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *id)
{
  spare_sheets_lose (SPARE_SHEETS_PAGE (widget)->window, g_variant_get_string (id, NULL));
}

static void
destroy_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *id)
{
  spare_sheets_destroy (SPARE_SHEETS_PAGE (widget)->window, g_variant_get_string (id, NULL));
}

static void
confirm_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *id)
{
  spare_sheets_confirm (SPARE_SHEETS_PAGE (widget)->window, g_variant_get_string (id, NULL));
}

static void
find_again_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *id)
{
  spare_sheets_find_again (SPARE_SHEETS_PAGE (widget)->window, g_variant_get_string (id, NULL));
}

static void
paper_cb (SpareSheetsPage *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->paper_entry)));
  SpareVault *vault = get_vault (self);
  g_autofree char *verdict = NULL;

  /* The first letters say nothing yet. */
  if (vault != NULL && g_utf8_strlen (text, -1) >= 4)
    verdict = spare_sheets_dup_verdict (spare_vault_get_things (vault), text);
  spare_hint_row_set (self->paper_hint, SPARE_HINT_NOTE, verdict);
}

static void
expanded_cb (SpareSheetsRow  *row,
             GParamSpec      *pspec,
             SpareSheetsPage *self)
{
  const char *id = spare_thing_get_id (spare_sheets_row_get_sheet (row));

  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)))
    g_hash_table_add (self->expanded, g_strdup (id));
  else
    g_hash_table_remove (self->expanded, id);
}

static GtkWidget *
create_row_cb (gpointer item,
               gpointer user_data)
{
  SpareSheetsPage *self = user_data;
  GtkWidget *row = spare_sheets_row_new (self->window, item);

  /* A row is made anew when its sheet changes. */
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row),
                                 g_hash_table_contains (self->expanded, spare_thing_get_id (item)));
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), self, 0);

  return row;
}

static void
update_rows (GtkListBox *list)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (SPARE_IS_SHEETS_ROW (row))
      spare_sheets_row_update (SPARE_SHEETS_ROW (row));
}

static gboolean
is_searching (SpareSheetsPage *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0';
}

static void
update_stack (SpareSheetsPage *self,
              guint            shown)
{
  g_autoptr(GPtrArray) all = spare_sheet_record_list (spare_vault_get_things (get_vault (self)), NULL);
  const char *name = "list";

  gtk_widget_set_sensitive (self->search_button, all->len > 0);
  if (all->len == 0 && spare_sheets_renewal_count (self->renewal) == 0)
    name = "empty";
  else if (shown == 0 && is_searching (self))
    name = "nothing";
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
update (SpareSheetsPage *self)
{
  SpareVault *vault = get_vault (self);
  g_autofree char *gone = NULL;
  guint shown = 0;

  g_clear_handle_id (&self->update_idle, g_source_remove);
  if (vault == NULL)
    return;

  for (guint i = 0; i < N_FATES; i++)
    {
      guint n = g_list_model_get_n_items (self->parts[i].sheets);

      shown += n;
      gtk_widget_set_visible (self->parts[i].box, n > 0);
      update_rows (self->parts[i].list);
      if (i == SPARE_SHEETS_GONE)
        /* Translators: sheets that were destroyed or lost; %u is how many. */
        gone = g_strdup_printf (_("_Gone (%u)"), n);
    }
  gtk_expander_set_label (GTK_EXPANDER (self->gone_box), gone);
  spare_sheets_renewal_update (self->renewal);
  paper_cb (self);
  update_stack (self, shown);
}

static void
update_idle_cb (gpointer user_data)
{
  SpareSheetsPage *self = user_data;

  self->update_idle = 0;
  update (self);
}

/* A change comes as several signals. */
static void
queue_update (SpareSheetsPage *self)
{
  if (self->update_idle == 0)
    self->update_idle = g_idle_add_once (update_idle_cb, self);
}

static gboolean
filter_cb (gpointer item,
           gpointer user_data)
{
  Part *part = user_data;
  SpareVault *vault = get_vault (part->page);

  return vault != NULL && spare_thing_is_sheet (item) && spare_sheets_get_fate (item) == part->fate
         && spare_sheets_matches (item, vault, gtk_editable_get_text (GTK_EDITABLE (part->page->search_entry)));
}

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      user_data)
{
  gint64 one = spare_sheet_record_get_printed ((gpointer) a);
  gint64 other = spare_sheet_record_get_printed ((gpointer) b);

  return one < other ? 1 : one > other ? -1 : 0;
}

static void
search_changed_cb (SpareSheetsPage *self)
{
  for (guint i = 0; i < N_FATES; i++)
    gtk_filter_changed (self->parts[i].filter, GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
}

static void
show_all_cb (SpareSheetsPage *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

static void
set_up_part (SpareSheetsPage *self,
             SpareSheetsFate  fate,
             GtkListBox      *list,
             GtkWidget       *box)
{
  Part *part = &self->parts[fate];
  GListModel *things = spare_vault_get_things (get_vault (self));
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, NULL, NULL));
  GtkFilterListModel *filtered;

  part->page = self;
  part->fate = fate;
  part->list = list;
  part->box = box;
  part->filter = GTK_FILTER (gtk_custom_filter_new (filter_cb, part, NULL));
  filtered = gtk_filter_list_model_new (g_object_ref (things), g_object_ref (part->filter));
  part->sheets = G_LIST_MODEL (gtk_sort_list_model_new (G_LIST_MODEL (filtered), sorter));
  gtk_list_box_bind_model (list, part->sheets, create_row_cb, self, NULL);
}

static void
spare_sheets_page_map (GtkWidget *widget)
{
  /* Days pass while a window is open. */
  update (SPARE_SHEETS_PAGE (widget));

  GTK_WIDGET_CLASS (spare_sheets_page_parent_class)->map (widget);
}

/* What there is to do first stands at the top. */
static gboolean
focus_first (SpareSheetsPage *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->renewal)))
    return gtk_widget_child_focus (GTK_WIDGET (self->renewal), GTK_DIR_TAB_FORWARD);

  return gtk_widget_get_visible (self->valid_box)
         && gtk_widget_child_focus (GTK_WIDGET (self->valid), GTK_DIR_TAB_FORWARD);
}

static gboolean
spare_sheets_page_grab_focus (GtkWidget *widget)
{
  SpareSheetsPage *self = SPARE_SHEETS_PAGE (widget);

  if (self->update_idle != 0)
    update (self);
  if (!focus_first (self) && !gtk_widget_grab_focus (self->back))
    return FALSE;

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);

  return TRUE;
}

/* GTK's own begins with grab_focus(), which leads past the bar to the content. */
static gboolean
spare_sheets_page_focus (GtkWidget        *widget,
                         GtkDirectionType  direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

static void
spare_sheets_page_dispose (GObject *object)
{
  SpareSheetsPage *self = SPARE_SHEETS_PAGE (object);

  g_clear_handle_id (&self->update_idle, g_source_remove);
  for (guint i = 0; i < N_FATES; i++)
    {
      g_clear_object (&self->parts[i].sheets);
      g_clear_object (&self->parts[i].filter);
    }
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (spare_sheets_page_parent_class)->dispose (object);
}

static void
spare_sheets_page_finalize (GObject *object)
{
  g_hash_table_unref (SPARE_SHEETS_PAGE (object)->expanded);

  G_OBJECT_CLASS (spare_sheets_page_parent_class)->finalize (object);
}

static void
spare_sheets_page_class_init (SpareSheetsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_sheets_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_sheets_page_finalize;
  widget_class->map = spare_sheets_page_map;
  widget_class->focus = spare_sheets_page_focus;
  widget_class->grab_focus = spare_sheets_page_grab_focus;

  g_type_ensure (SPARE_TYPE_HINT_ROW);
  g_type_ensure (SPARE_TYPE_SHEETS_RENEWAL);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-sheets-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareSheetsPage, back);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetsPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetsPage, renewal);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetsPage, valid);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetsPage, doomed);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetsPage, gone);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetsPage, valid_box);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetsPage, doomed_box);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetsPage, gone_box);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetsPage, paper_entry);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetsPage, paper_hint);
  gtk_widget_class_bind_template_callback (widget_class, paper_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);

  gtk_widget_class_install_action (widget_class, "sheets.print-again", "s", print_again_cb);
  gtk_widget_class_install_action (widget_class, "sheets.lose", "s", lose_cb);
  gtk_widget_class_install_action (widget_class, "sheets.destroy", "s", destroy_cb);
  gtk_widget_class_install_action (widget_class, "sheets.confirm", "s", confirm_cb);
  gtk_widget_class_install_action (widget_class, "sheets.find-again", "s", find_again_cb);
}

static void
spare_sheets_page_init (SpareSheetsPage *self)
{
  self->expanded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
}

GtkWidget *
spare_sheets_page_new (SpareWindow *window)
{
  SpareSheetsPage *self = g_object_new (SPARE_TYPE_SHEETS_PAGE, NULL);
  SpareVault *vault = spare_window_get_vault (window);

  g_set_weak_pointer (&self->window, window);
  spare_sheets_renewal_set_window (self->renewal, window);
  set_up_part (self, SPARE_SHEETS_VALID, self->valid, self->valid_box);
  set_up_part (self, SPARE_SHEETS_TO_DESTROY, self->doomed, self->doomed_box);
  set_up_part (self, SPARE_SHEETS_GONE, self->gone, self->gone_box);
  g_signal_connect_object (spare_vault_get_things (vault), "items-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (spare_vault_get_accounts (vault), "items-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vault, "changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
