/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-account-chooser.h"

#include <glib/gi18n.h>

#include "spare-words.h"

struct _SpareAccountChooser
{
  AdwBin        parent_instance;

  GtkDropDown  *drop_down;
  GtkWidget    *names;
  GtkEditable  *service;
  GtkEditable  *name;

  GPtrArray    *accounts; /* of SpareAccount, as they stand in the drop-down from 1 */
  char         *new_id;
  gboolean      chosen;   /* by the person */
  gboolean      showing;  /* the widgets change, not the person's mind */
};

G_DEFINE_FINAL_TYPE (SpareAccountChooser, spare_account_chooser, ADW_TYPE_BIN)

static guint changed_signal;

static void
changed_cb (SpareAccountChooser *self)
{
  guint selected = gtk_drop_down_get_selected (self->drop_down);

  gtk_widget_set_visible (self->names, selected == self->accounts->len + 1);
  if (self->showing)
    return;

  self->chosen = TRUE;
  g_signal_emit (self, changed_signal, 0);
}

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
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (GTK_STRING_OBJECT (gtk_list_item_get_item (item))));
}

static void
spare_account_chooser_finalize (GObject *object)
{
  SpareAccountChooser *self = SPARE_ACCOUNT_CHOOSER (object);

  g_ptr_array_unref (self->accounts);
  g_free (self->new_id);

  G_OBJECT_CLASS (spare_account_chooser_parent_class)->finalize (object);
}

static void
spare_account_chooser_class_init (SpareAccountChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = spare_account_chooser_finalize;
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

static void
spare_account_chooser_init (SpareAccountChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new_with_mnemonic (_("_Whose Codes Are They?"));
  GtkExpression *text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
  self->new_id = g_uuid_string_random ();
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (NULL, text));
  gtk_drop_down_set_factory (self->drop_down, factory);
  gtk_drop_down_set_enable_search (self->drop_down, TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (self->drop_down));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->drop_down));

  self->names = adw_preferences_group_new ();
  gtk_widget_set_margin_top (self->names, 6);
  gtk_widget_set_visible (self->names, FALSE);
  gtk_box_append (GTK_BOX (box), self->names);
  self->service = add_entry (self, _("_Service"));
  self->name = add_entry (self, _("Account _Name"));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static int
compare_accounts (gconstpointer a,
                  gconstpointer b)
{
  g_autofree char *one = spare_words_dup_names (*(SpareAccount *const *) a);
  g_autofree char *other = spare_words_dup_names (*(SpareAccount *const *) b);

  return g_utf8_collate (one, other);
}

static void
show_choice (SpareAccountChooser *self,
             guint                selected)
{
  self->showing = TRUE;
  gtk_drop_down_set_selected (self->drop_down, selected);
  changed_cb (self);
  self->showing = FALSE;
}

void
spare_account_chooser_fill (SpareAccountChooser *self,
                            SpareVault          *vault)
{
  GListModel *list = spare_vault_get_accounts (vault);
  g_autoptr(GtkStringList) texts = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->accounts, 0);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    g_ptr_array_add (self->accounts, g_list_model_get_item (list, i));
  g_ptr_array_sort (self->accounts, compare_accounts);

  gtk_string_list_append (texts, _("Choose an account"));
  for (guint i = 0; i < self->accounts->len; i++)
    gtk_string_list_take (texts, spare_words_dup_names (g_ptr_array_index (self->accounts, i)));
  gtk_string_list_append (texts, _("A service that is not in the list"));
  self->showing = TRUE;
  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (texts));
  self->showing = FALSE;
  show_choice (self, self->accounts->len == 0 ? 1 : 0);
}

void
spare_account_chooser_select (SpareAccountChooser *self,
                              const char          *id)
{
  guint selected = 0;

  for (guint i = 0; i < self->accounts->len; i++)
    {
      if (g_strcmp0 (spare_account_get_id (g_ptr_array_index (self->accounts, i)), id) == 0)
        selected = i + 1;
    }
  show_choice (self, selected);
}

void
spare_account_chooser_suggest (SpareAccountChooser *self,
                               const SpareService  *service,
                               const char          *user)
{
  guint selected = 0;

  if (self->chosen || (service == NULL && user == NULL))
    return;

  for (guint i = 0; i < self->accounts->len; i++)
    {
      SpareAccount *account = g_ptr_array_index (self->accounts, i);
      gboolean named = user != NULL && g_strcmp0 (spare_account_get_name (account), user) == 0;

      if (service == NULL ? named && selected == 0
                          : spare_service_find (spare_account_get_service (account)) == service
                            && (selected == 0 || named))
        selected = i + 1;
      else if (service == NULL && named)
        return; /* several have this name */
    }
  if (service == NULL && selected == 0)
    return;

  self->showing = TRUE;
  if (selected == 0)
    {
      gtk_editable_set_text (self->service, spare_service_get_name (service));
      gtk_editable_set_text (self->name, user != NULL ? user : "");
    }
  self->showing = FALSE;
  show_choice (self, selected != 0 ? selected : self->accounts->len + 1);
}

SpareAccount *
spare_account_chooser_dup_account (SpareAccountChooser *self)
{
  guint selected = gtk_drop_down_get_selected (self->drop_down);
  g_autofree char *service = g_strstrip (g_strdup (gtk_editable_get_text (self->service)));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  SpareOtpParams none = spare_otp_params_default (SPARE_OTP_NONE);
  g_autoptr(SpareAccount) account = NULL;

  if (selected >= 1 && selected <= self->accounts->len)
    return g_object_ref (g_ptr_array_index (self->accounts, selected - 1));
  if (selected != self->accounts->len + 1 || (*service == '\0' && *name == '\0'))
    return NULL;

  account = spare_account_new (self->new_id);
  spare_account_set_service (account, service);
  spare_account_set_name (account, name);
  spare_account_set_params (account, &none);

  return spare_account_check (account, NULL) ? g_steal_pointer (&account) : NULL;
}
