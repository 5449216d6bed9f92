/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-account-chooser.h"

#include <glib/gi18n.h>

#include "spare-account-list.h"
#include "spare-words.h"

/* Not wider than a telephone, nor higher than it at 200 % text. */
#define LIST_WIDTH  300
#define LIST_HEIGHT 220

struct _SpareAccountChooser
{
  AdwBin            parent_instance;

  GtkMenuButton    *button;
  GtkLabel         *chosen_label;
  GtkEditable      *search;
  GtkWidget        *scroller;
  GtkLabel         *nothing;
  GtkWidget        *other;
  GtkWidget        *names;
  GtkEditable      *service;
  GtkEditable      *name;

  GtkListView      *list;
  SpareAccountList *model;       /* (nullable): what the search leaves */
  GListModel       *accounts;    /* (nullable): all of them */
  SpareAccount     *account;     /* (nullable): the choice */
  gboolean          is_new;      /* a service that is not in the list */
  char             *new_id;
  gboolean          chosen;      /* by the person */
  gboolean          showing;     /* the widgets change, not the person's mind */
};

G_DEFINE_FINAL_TYPE (SpareAccountChooser, spare_account_chooser, ADW_TYPE_BIN)

static guint changed_signal;

static void
changed_cb (SpareAccountChooser *self)
{
  if (self->showing)
    return;

  self->chosen = TRUE;
  g_signal_emit (self, changed_signal, 0);
}

/* @account: (nullable) */
static void
show_choice (SpareAccountChooser *self,
             SpareAccount        *account,
             gboolean             is_new)
{
  g_autofree char *names = account != NULL ? spare_words_dup_names (account) : NULL;
  const char *text = names != NULL ? names : is_new ? _("A service that is not in the list") : _("Choose an account");
  /* Translators: for screen readers; %s is an account, or "Choose an account". */
  g_autofree char *spoken = g_strdup_printf (_("Whose codes are they? %s"), text);
  GtkWidget *inner = gtk_widget_get_first_child (GTK_WIDGET (self->button));

  g_set_object (&self->account, account);
  self->is_new = is_new;
  gtk_label_set_text (self->chosen_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_visible (self->names, is_new);
}

static void
choose (SpareAccountChooser *self,
        SpareAccount        *account)
{
  gboolean is_new = account == NULL;

  gtk_menu_button_popdown (self->button);
  show_choice (self, account, is_new);
  changed_cb (self);
  if (is_new)
    gtk_widget_grab_focus (GTK_WIDGET (self->service));
}

/* The list. */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  gtk_list_item_set_child (item, g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  g_autofree char *names = spare_words_dup_names (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_text (GTK_LABEL (label), names);
  gtk_widget_set_tooltip_text (label, names);
}

static void
activated_cb (SpareAccountChooser *self,
              guint                position)
{
  g_autoptr(SpareAccount) account = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list)),
                                                           position);

  if (account != NULL)
    choose (self, account);
}

/* What is not found may be a service that has no account yet. */
static void
search_cb (SpareAccountChooser *self)
{
  const char *text = gtk_editable_get_text (self->search);
  gboolean any;
  g_autofree char *nothing = NULL;

  if (self->model == NULL)
    return;

  spare_account_list_set_search (self->model, text);
  any = g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0;
  /* Translators: %s is what was typed to search. */
  nothing = g_strdup_printf (_("No account is called “%s”."), text);
  gtk_label_set_text (self->nothing, nothing);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), !any && *text != '\0');
  gtk_widget_set_visible (self->scroller, any);
}

static void
search_activated_cb (SpareAccountChooser *self)
{
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (self->list));

  if (gtk_single_selection_get_selected (selection) != GTK_INVALID_LIST_POSITION)
    activated_cb (self, gtk_single_selection_get_selected (selection));
}

static void
other_cb (SpareAccountChooser *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));

  self->showing = TRUE;
  if (*text != '\0' && g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    gtk_editable_set_text (self->service, text);
  self->showing = FALSE;
  choose (self, NULL);
}

/* The arrow keys go through the hits while one types. */
static gboolean
key_cb (SpareAccountChooser *self,
        guint                key)
{
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (self->list));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (selection));
  guint at = gtk_single_selection_get_selected (selection);

  if ((key != GDK_KEY_Down && key != GDK_KEY_Up) || n == 0)
    return GDK_EVENT_PROPAGATE;

  if (key == GDK_KEY_Down)
    at = at == GTK_INVALID_LIST_POSITION ? 0 : MIN (at + 1, n - 1);
  else
    at = at == GTK_INVALID_LIST_POSITION || at == 0 ? 0 : at - 1;
  gtk_single_selection_set_selected (selection, at);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", at);

  return GDK_EVENT_STOP;
}

static void
shown_cb (SpareAccountChooser *self)
{
  gtk_editable_set_text (self->search, "");
  search_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
stopped_cb (SpareAccountChooser *self)
{
  gtk_menu_button_popdown (self->button);
}

static void
spare_account_chooser_dispose (GObject *object)
{
  SpareAccountChooser *self = SPARE_ACCOUNT_CHOOSER (object);

  g_clear_object (&self->model);
  g_clear_object (&self->accounts);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (spare_account_chooser_parent_class)->dispose (object);
}

static void
spare_account_chooser_finalize (GObject *object)
{
  g_free (SPARE_ACCOUNT_CHOOSER (object)->new_id);

  G_OBJECT_CLASS (spare_account_chooser_parent_class)->finalize (object);
}

static gboolean
spare_account_chooser_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SPARE_ACCOUNT_CHOOSER (widget)->button));
}

static void
spare_account_chooser_class_init (SpareAccountChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spare_account_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_account_chooser_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = spare_account_chooser_grab_focus;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static GtkEditable *
add_entry (SpareAccountChooser *self,
           const char          *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->names), row);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_EDITABLE (row);
}

static GtkWidget *
create_list (SpareAccountChooser *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_list_view_set_single_click_activate (self->list, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Accounts to Choose From"), -1);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));

  return self->scroller;
}

static GtkWidget *
create_search (SpareAccountChooser *self)
{
  GtkWidget *entry = gtk_search_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = GTK_EDITABLE (entry);
  g_object_set (entry, "placeholder-text", _("Search accounts"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search accounts"), -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (search_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "stop-search", G_CALLBACK (stopped_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, keys);

  return entry;
}

static GtkWidget *
create_popover (SpareAccountChooser *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_set_size_request (box, LIST_WIDTH, -1);
  gtk_box_append (GTK_BOX (box), create_search (self));
  gtk_box_append (GTK_BOX (box), create_list (self));
  self->nothing = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                "max-width-chars", 30, "visible", FALSE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->nothing), "dim-label");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->nothing));
  self->other = gtk_button_new_with_label (_("A service that is not in the list"));
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->other))), TRUE);
  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->other))), 0);
  gtk_widget_add_css_class (self->other, "flat");
  g_signal_connect_object (self->other, "clicked", G_CALLBACK (other_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->other);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (popover, "show", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);

  return popover;
}

static GtkWidget *
create_button (SpareAccountChooser *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->chosen_label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_END,
                                     NULL);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->chosen_label));
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_menu_button_set_child (self->button, content);
  /* GTK puts it in the middle of a box of its own. */
  gtk_widget_set_hexpand (content, TRUE);
  gtk_widget_set_halign (gtk_widget_get_parent (content), GTK_ALIGN_FILL);
  gtk_menu_button_set_popover (self->button, create_popover (self));

  return GTK_WIDGET (self->button);
}

static void
spare_account_chooser_init (SpareAccountChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new_with_mnemonic (_("_Whose Codes Are They?"));

  self->new_id = g_uuid_string_random ();
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), create_button (self));
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (self->button));

  self->names = adw_preferences_group_new ();
  gtk_widget_set_margin_top (self->names, 6);
  gtk_box_append (GTK_BOX (box), self->names);
  self->service = add_entry (self, _("_Service"));
  self->name = add_entry (self, _("Account _Name"));
  adw_bin_set_child (ADW_BIN (self), box);
  show_choice (self, NULL, FALSE);
}

static void
choose_none (SpareAccountChooser *self)
{
  show_choice (self, NULL, g_list_model_get_n_items (self->accounts) == 0);
}

void
spare_account_chooser_fill (SpareAccountChooser *self,
                            SpareVault          *vault)
{
  GtkSingleSelection *selection;

  g_clear_object (&self->model);
  g_set_object (&self->accounts, spare_vault_get_accounts (vault));
  self->model = spare_account_list_new (self->accounts);
  selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  choose_none (self);
}

/* (transfer full) (nullable) */
static SpareAccount *
find_account (SpareAccountChooser *self,
              const char          *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->accounts); i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (self->accounts, i);

      if (g_strcmp0 (spare_account_get_id (account), id) == 0)
        return g_steal_pointer (&account);
    }

  return NULL;
}

void
spare_account_chooser_select (SpareAccountChooser *self,
                              const char          *id)
{
  g_autoptr(SpareAccount) account = find_account (self, id);

  show_choice (self, account, FALSE);
}

void
spare_account_chooser_suggest (SpareAccountChooser *self,
                               const SpareService  *service,
                               const char          *user)
{
  g_autoptr(SpareAccount) best = NULL;
  guint n = 0;
  guint n_named = 0;

  if (self->chosen)
    return;

  for (guint i = 0; i < g_list_model_get_n_items (self->accounts); i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (self->accounts, i);
      gboolean named = user != NULL && g_strcmp0 (spare_account_get_name (account), user) == 0;

      if (service != NULL ? spare_service_find (spare_account_get_service (account)) != service : !named)
        continue;
      if (n == 0 || (named && n_named == 0))
        g_set_object (&best, account);
      n++;
      n_named += named;
    }
  /* Of several, the wrong one would lose its codes. */
  if (n_named != 1 && (n > 1 || service == NULL))
    {
      choose_none (self);
      return;
    }

  self->showing = TRUE;
  if (best == NULL)
    {
      gtk_editable_set_text (self->service, spare_service_get_name (service));
      gtk_editable_set_text (self->name, user != NULL ? user : "");
    }
  self->showing = FALSE;
  show_choice (self, best, best == NULL);
}

SpareAccount *
spare_account_chooser_dup_account (SpareAccountChooser *self)
{
  g_autofree char *service = g_strstrip (g_strdup (gtk_editable_get_text (self->service)));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  SpareOtpParams none = spare_otp_params_default (SPARE_OTP_NONE);
  g_autoptr(SpareAccount) account = NULL;

  if (self->account != NULL)
    return g_object_ref (self->account);
  if (!self->is_new || (*service == '\0' && *name == '\0'))
    return NULL;

  account = spare_account_new (self->new_id);
  spare_account_set_service (account, service);
  spare_account_set_name (account, name);
  spare_account_set_params (account, &none);

  return spare_account_check (account, NULL) ? g_steal_pointer (&account) : NULL;
}
