/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-facts-page.h"

#include <glib/gi18n.h>

#include "spare-change.h"
#include "spare-fact-editor.h"
#include "spare-fact-fields.h"

#define N_PARTS SPARE_FACT_ACCESS /* all that have a name */

typedef struct
{
  GtkListBox *list;
  GtkWidget  *add;
  GtkFlowBox *usual;    /* what most have */
  gboolean    offering; /* there was none when the page was opened */
} Part;

struct _SpareFactsPage
{
  AdwBin             parent_instance;

  GtkWidget         *back;
  GtkScrolledWindow *scroller;
  GtkBox            *content;

  SpareWindow       *window; /* (nullable): borrowed */
  Part               parts[N_PARTS];
  guint              update_idle;
};

G_DEFINE_FINAL_TYPE (SpareFactsPage, spare_facts_page, ADW_TYPE_BIN)

static SpareVault *
get_vault (SpareFactsPage *self)
{
  return self->window != NULL ? spare_window_get_vault (self->window) : NULL;
}

/* Adding. */

static void
add_cb (SpareFactsPage *self,
        GtkWidget      *button)
{
  if (get_vault (self) != NULL)
    spare_fact_editor_show_new (self->window, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "type")));
}

static void
usual_cb (SpareFactsPage *self,
          GtkWidget      *button)
{
  const SpareFactUsual *usual = g_object_get_data (G_OBJECT (button), "usual");
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr(SpareThing) fact = NULL;
  SpareChange *change;

  if (get_vault (self) == NULL)
    return;

  fact = spare_fact_usual_create (usual, id, spare_clock_get_now (spare_window_get_clock (self->window)));
  change = spare_change_new (self->window, id);
  /* Translators: %s is the name of a device, place, person, …. */
  change->done = g_strdup_printf (_("“%s” is added."), spare_fact_get_name (fact));
  change->button = g_strdup (_("_Details…"));
  change->action = g_strdup_printf ("win.fact('%s')", id);
  spare_change_save_one (change, SPARE_RECORD (fact));
}

/* Showing. */

static const char *
get_icon (SpareThing   *fact,
          SpareFactType type)
{
  if (type == SPARE_FACT_DEVICE && spare_fact_has (fact, SPARE_FACT_KIND, "phone"))
    return "phone-symbolic";
  if (type == SPARE_FACT_DEVICE && spare_fact_has (fact, SPARE_FACT_KIND, "tablet"))
    return "tablet-symbolic";
  if (type == SPARE_FACT_DEVICE && spare_fact_has (fact, SPARE_FACT_KIND, "security-key"))
    return "media-removable-symbolic";

  return spare_fact_type_get_icon (type);
}

static GtkWidget *
create_row (SpareFactsPage *self,
            SpareThing     *fact,
            SpareFactType   type)
{
  SpareVault *vault = get_vault (self);
  g_autofree char *summary = spare_fact_dup_summary (fact, spare_vault_get_accounts (vault),
                                                     spare_vault_get_things (vault));
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), spare_fact_get_name (fact));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), *summary != '\0' ? summary : _("Nothing more is known of it."));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), get_icon (fact, type));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (spare_thing_get_id (fact)), g_free);

  return row;
}

static const char *
get_row_id (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "id");
}

static void
activated_cb (SpareFactsPage *self,
              GtkWidget      *row)
{
  if (get_vault (self) != NULL)
    spare_fact_editor_show (self->window, get_row_id (row));
}

static gboolean
has_name (GPtrArray  *facts,
          const char *name)
{
  for (guint i = 0; i < facts->len; i++)
    if (g_strcmp0 (spare_fact_get_name (facts->pdata[i]), name) == 0)
      return TRUE;

  return FALSE;
}

/* What most have, as long as the page is open that began without any; each once. */
static void
offer (Part      *part,
       GPtrArray *facts)
{
  gboolean any = FALSE;

  for (int i = 0; gtk_flow_box_get_child_at_index (part->usual, i) != NULL; i++)
    {
      GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (part->usual, i);
      GtkWidget *button = gtk_flow_box_child_get_child (child);
      const SpareFactUsual *usual = g_object_get_data (G_OBJECT (button), "usual");
      gboolean offered = part->offering && !has_name (facts, _(usual->name));

      /* What is pressed goes, and the keyboard stays near. */
      if (!offered && gtk_widget_has_focus (button))
        gtk_widget_grab_focus (part->add);
      gtk_widget_set_visible (GTK_WIDGET (child), offered);
      any |= offered;
    }
  gtk_widget_set_visible (GTK_WIDGET (part->usual), any);
}

/* The row with the focus is made anew, and has it again. */
static void
fill (SpareFactsPage *self,
      SpareFactType   type)
{
  Part *part = &self->parts[type];
  g_autoptr(GPtrArray) facts = spare_fact_list (spare_vault_get_things (get_vault (self)), type);
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (part->list));
  g_autofree char *focused = focus != NULL ? g_strdup (get_row_id (focus)) : NULL;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (part->list, 0)) != NULL)
    gtk_list_box_remove (part->list, GTK_WIDGET (row));
  for (guint i = 0; i < facts->len; i++)
    {
      GtkWidget *added = create_row (self, facts->pdata[i], type);

      gtk_list_box_append (part->list, added);
      if (focused != NULL && g_str_equal (focused, get_row_id (added)))
        gtk_widget_grab_focus (added);
    }
  gtk_widget_set_visible (GTK_WIDGET (part->list), facts->len > 0);
  part->offering |= facts->len == 0;
  offer (part, facts);
}

static void
update (SpareFactsPage *self)
{
  g_clear_handle_id (&self->update_idle, g_source_remove);
  if (get_vault (self) == NULL)
    return;

  for (SpareFactType type = 0; type < N_PARTS; type++)
    fill (self, type);
}

static void
update_idle_cb (gpointer user_data)
{
  SpareFactsPage *self = user_data;

  self->update_idle = 0;
  update (self);
}

/* A change comes as several signals. */
static void
queue_update (SpareFactsPage *self)
{
  if (self->update_idle == 0)
    self->update_idle = g_idle_add_once (update_idle_cb, self);
}

/* The parts of the page. */

static GtkWidget *
create_add (SpareFactsPage *self,
            SpareFactType   type)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");
  const char *label = spare_fact_type_get_new (type);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (button), "type", GUINT_TO_POINTER (type));
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static void
add_usual (SpareFactsPage       *self,
           GtkFlowBox           *box,
           const SpareFactUsual *usual)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();
  GtkWidget *child = gtk_flow_box_child_new ();
  /* Translators: for screen readers; %s is "Phone", "Home" and the like. */
  g_autofree char *label = g_strdup_printf (_("Add “%s”"), _(usual->name));

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _(usual->name));
  gtk_widget_set_halign (content, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (button), "usual", (gpointer) usual);
  g_signal_connect_object (button, "clicked", G_CALLBACK (usual_cb), self, G_CONNECT_SWAPPED);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_insert (box, child, -1);
}

static void
add_part (SpareFactsPage *self,
          SpareFactType   type)
{
  Part *part = &self->parts[type];
  GtkWidget *group = adw_preferences_group_new ();
  const char *heading = spare_fact_type_get_heading (type);

  part->add = create_add (self, type);
  part->list = GTK_LIST_BOX (gtk_list_box_new ());
  part->usual = g_object_new (GTK_TYPE_FLOW_BOX, "selection-mode", GTK_SELECTION_NONE, "column-spacing", 6,
                              "row-spacing", 6, "max-children-per-line", 4, "margin-top", 6, NULL);
  gtk_list_box_set_selection_mode (part->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (part->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (part->list), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
  g_signal_connect_object (part->list, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  for (const SpareFactUsual *usual = spare_fact_usual_list (); usual->name != NULL; usual++)
    if (usual->type == type)
      add_usual (self, part->usual, usual);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), heading);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), spare_fact_type_get_reason (type));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), part->add);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (part->list));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (part->usual));
  gtk_box_append (self->content, group);
}

/* The rest is asked account by account. */
static void
add_questions (SpareFactsPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Accounts"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("_Questions about Your Accounts…"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("How you sign in, how you get back in, and how bad it would be "
                                                       "to lose it: three questions each, at most."));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  /* In this order: an action whose target is missing is warned about. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.interview");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_box_append (self->content, group);
}

/* Days pass while a window is open, and what was offered may be wanted no more. */
static void
spare_facts_page_map (GtkWidget *widget)
{
  SpareFactsPage *self = SPARE_FACTS_PAGE (widget);

  for (SpareFactType type = 0; type < N_PARTS; type++)
    self->parts[type].offering = FALSE;
  update (self);

  GTK_WIDGET_CLASS (spare_facts_page_parent_class)->map (widget);
}

static gboolean
spare_facts_page_grab_focus (GtkWidget *widget)
{
  SpareFactsPage *self = SPARE_FACTS_PAGE (widget);
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->parts[0].list, 0);

  if (self->update_idle != 0)
    update (self);
  first = gtk_list_box_get_row_at_index (self->parts[0].list, 0);
  if (!gtk_widget_grab_focus (first != NULL ? GTK_WIDGET (first) : self->parts[0].add))
    return FALSE;

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);

  return TRUE;
}

/* GTK's own begins with grab_focus(), which leads past the bar to the content. */
static gboolean
spare_facts_page_focus (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

static void
spare_facts_page_dispose (GObject *object)
{
  SpareFactsPage *self = SPARE_FACTS_PAGE (object);

  g_clear_handle_id (&self->update_idle, g_source_remove);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (spare_facts_page_parent_class)->dispose (object);
}

static void
spare_facts_page_class_init (SpareFactsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_facts_page_dispose;
  widget_class->map = spare_facts_page_map;
  widget_class->focus = spare_facts_page_focus;
  widget_class->grab_focus = spare_facts_page_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-facts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareFactsPage, back);
  gtk_widget_class_bind_template_child (widget_class, SpareFactsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, SpareFactsPage, content);
}

static void
spare_facts_page_init (SpareFactsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (SpareFactType type = 0; type < N_PARTS; type++)
    add_part (self, type);
  add_questions (self);
}

GtkWidget *
spare_facts_page_new (SpareWindow *window)
{
  SpareFactsPage *self = g_object_new (SPARE_TYPE_FACTS_PAGE, NULL);
  SpareVault *vault = spare_window_get_vault (window);

  g_set_weak_pointer (&self->window, window);
  g_signal_connect_object (spare_vault_get_things (vault), "items-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (spare_vault_get_accounts (vault), "items-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
