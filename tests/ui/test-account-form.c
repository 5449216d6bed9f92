/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-account-form.h"

#include <string.h>

#include "spare-hint-row.h"
#include "spare-ui-test.h"

typedef struct
{
  SpareAccountForm *form;
  GtkWindow        *window;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (SpareAccount) account = NULL;

  if (data != NULL)
    account = spare_ui_test_account (data);
  else
    account = spare_account_new ("11111111-2222-4333-8444-555555555555");

  self->form = g_object_new (SPARE_TYPE_ACCOUNT_FORM, NULL);
  spare_account_form_set_account (self->form, account, data != NULL);
  self->window = spare_ui_test_present (GTK_WIDGET (self->form), 400, 800);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  GtkWidget *form = g_object_ref (GTK_WIDGET (self->form));

  gtk_window_destroy (self->window);
  g_assert_finalize_object (form);
}

static GtkWidget *
get_child (Fixture    *self,
           const char *name)
{
  GObject *child = gtk_widget_get_template_child (GTK_WIDGET (self->form), SPARE_TYPE_ACCOUNT_FORM, name);

  g_assert_nonnull (child);
  return GTK_WIDGET (child);
}

/* All at once, as pasting does, or letter by letter, as typing does. */
static void
paste (Fixture    *self,
       const char *name,
       const char *text)
{
  GtkEditable *editable = GTK_EDITABLE (get_child (self, name));

  gtk_editable_delete_text (editable, 0, -1);
  gtk_editable_insert_text (editable, text, -1, &(int){ 0 });
}

static void
type (Fixture    *self,
      const char *name,
      const char *text)
{
  GtkEditable *editable = GTK_EDITABLE (get_child (self, name));
  int position = 0;

  gtk_editable_delete_text (editable, 0, -1);
  for (gsize i = 0; text[i] != '\0'; i++)
    gtk_editable_insert_text (editable, text + i, 1, &position);
}

static const char *
get_text (Fixture    *self,
          const char *name)
{
  return gtk_editable_get_text (GTK_EDITABLE (get_child (self, name)));
}

static void
select_kind (Fixture *self,
             guint    position)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (get_child (self, "kind")), position);
}

static void
check_secret (SpareAccount *account,
              const char   *bytes,
              gsize         size)
{
  gsize has;
  gconstpointer data;

  g_assert_nonnull (spare_account_peek_secret (account));
  data = spare_secret_peek (spare_account_peek_secret (account), &has);
  g_assert_cmpmem (data, has, bytes, size);
}

static gboolean
has_focus_inside (gpointer widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Is the field marked, does it say why, and does it get the focus? */
static void
check_wrong (Fixture    *self,
             const char *name)
{
  g_autofree char *hint_name = g_strconcat (name, "_hint", NULL);
  SpareHintRow *hint = SPARE_HINT_ROW (get_child (self, hint_name));
  GtkWidget *row = get_child (self, name);
  g_autoptr (SpareAccount) account = spare_account_form_dup_account (self->form, NULL);

  g_assert_null (account);
  g_assert_nonnull (spare_hint_row_get_text (hint));
  g_assert_cmpint (spare_hint_row_get_kind (hint), ==, SPARE_HINT_ERROR);
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  spare_ui_test_wait (has_focus_inside, row);
}

/* The Base32 of "Hello!" and 0xDEADBEEF, as in the Key URI Format's example. */
static void
test_typed_secret (Fixture      *self,
                   gconstpointer data)
{
  static const char *const spellings[] = {
    "JBSWY3DPEHPK3PXP", "jbsw y3dp ehpk 3pxp", "jbsw-y3dp-ehpk-3pxp", " JBSWY3DPEHPK3PXP====== ",
  };

  type (self, "service", "Example");
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autoptr (SpareAccount) account = NULL;

      type (self, "secret", spellings[i]);
      account = spare_account_form_dup_account (self->form, NULL);
      g_assert_nonnull (account);
      check_secret (account, "Hello!\xDE\xAD\xBE\xEF", 10);
      g_assert_cmpint (spare_account_get_params (account)->digits, ==, 6);
    }
}

/* RFC 6238, appendix B: time 59 gives 94287082, of which 6 digits are 287082. */
static void
test_draft_code (Fixture      *self,
                 gconstpointer data)
{
  char code[SPARE_OTP_CODE_SIZE];
  g_autoptr (GError) error = NULL;

  g_assert_false (gtk_widget_get_visible (get_child (self, "preview_group")));
  type (self, "secret", RFC_SECRET);
  g_assert_true (gtk_widget_get_visible (get_child (self, "preview_group")));
  g_assert_true (spare_account_code (spare_account_form_get_draft (self->form), 59, code, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (code, ==, "287082");

  type (self, "digits", "8");
  g_assert_true (spare_account_code (spare_account_form_get_draft (self->form), 59, code, &error));
  g_assert_cmpstr (code, ==, "94287082");

  type (self, "digits", "99");
  g_assert_false (gtk_widget_get_visible (get_child (self, "preview_group")));
}

static void
test_refused (Fixture      *self,
              gconstpointer data)
{
  check_wrong (self, "service");
  type (self, "name", "alice");
  check_wrong (self, "secret");
  type (self, "secret", "A");
  check_wrong (self, "secret");
  type (self, "secret", "JBSWY3DP1");
  check_wrong (self, "secret");
  type (self, "secret", RFC_SECRET);
  type (self, "digits", "99");
  check_wrong (self, "digits");
  type (self, "digits", "0");
  check_wrong (self, "digits");
  type (self, "digits", "6");
  type (self, "period", "0");
  check_wrong (self, "period");
  type (self, "period", "30");
  select_kind (self, 1);
  type (self, "counter", "-1");
  check_wrong (self, "counter");
}

static void
test_short_is_allowed (Fixture      *self,
                       gconstpointer data)
{
  SpareHintRow *hint = SPARE_HINT_ROW (get_child (self, "secret_hint"));
  g_autoptr (SpareAccount) account = NULL;

  type (self, "service", "Old Device");
  type (self, "secret", "JBSWY3DP");
  g_assert_cmpint (spare_hint_row_get_kind (hint), ==, SPARE_HINT_WARNING);
  g_assert_nonnull (spare_hint_row_get_text (hint));
  account = spare_account_form_dup_account (self->form, NULL);
  g_assert_nonnull (account);
  check_secret (account, "Hello", 5);

  type (self, "secret", RFC_SECRET);
  g_assert_null (spare_hint_row_get_text (hint));
}

#define LINK "otpauth://totp/ACME%20Co:john@example.com?secret=HXDMVJECJJWSRB3HWIZR4IFUGFTMXBOZ" \
             "&issuer=ACME%20Co&algorithm=SHA512&digits=8&period=60"

static gboolean
is_empty (gpointer editable)
{
  return *gtk_editable_get_text (editable) == '\0';
}

static void
check_link (Fixture *self)
{
  g_autoptr (SpareAccount) account = spare_account_form_dup_account (self->form, NULL);

  g_assert_nonnull (account);
  g_assert_cmpstr (spare_account_get_service (account), ==, "ACME Co");
  g_assert_cmpstr (spare_account_get_name (account), ==, "john@example.com");
  g_assert_cmpint (spare_account_get_params (account)->algorithm, ==, SPARE_OTP_SHA512);
  g_assert_cmpint (spare_account_get_params (account)->digits, ==, 8);
  g_assert_cmpint (spare_account_get_params (account)->period, ==, 60);
  g_assert_cmpstr (get_text (self, "link"), ==, "");
}

static void
test_link (Fixture      *self,
           gconstpointer data)
{
  paste (self, "link", "\n " LINK "\n");
  spare_ui_test_wait (is_empty, get_child (self, "link"));
  check_link (self);
}

static gboolean
is_filled (gpointer editable)
{
  return !is_empty (editable);
}

static void
test_link_in_secret (Fixture      *self,
                     gconstpointer data)
{
  paste (self, "secret", LINK);
  spare_ui_test_wait (is_filled, get_child (self, "service"));
  check_link (self);
}

/* A typed link must not be taken before it is whole. */
static void
test_typed_link (Fixture      *self,
                 gconstpointer data)
{
  g_autoptr (SpareAccount) account = NULL;

  type (self, "link", LINK);
  g_assert_cmpstr (get_text (self, "link"), ==, LINK);
  g_assert_cmpstr (get_text (self, "service"), ==, "");
  /* Adding reads it first, so that the person sees what it says. */
  account = spare_account_form_dup_account (self->form, NULL);
  g_assert_null (account);
  check_link (self);
}

static gboolean
is_wrong (gpointer hint)
{
  return spare_hint_row_get_text (hint) != NULL && spare_hint_row_get_kind (hint) == SPARE_HINT_ERROR;
}

static void
test_bad_link (Fixture      *self,
               gconstpointer data)
{
  static const char *const links[] = {
    "hello world",
    "https://example.org/",
    "otpauth://totp/x",
    "otpauth://totp/x?secret=A1",
    "otpauth://totp/x?secret=" RFC_SECRET "&digits=99",
    "otpauth://totp/x?secret=" RFC_SECRET "&algorithm=SHA9",
    "otpauth://totp/x?secret=" RFC_SECRET "&period=0",
    "otpauth-migration://offline?data=CjEK",
  };
  SpareHintRow *hint = SPARE_HINT_ROW (get_child (self, "link_hint"));

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_test_message ("%s", links[i]);
      paste (self, "link", links[i]);
      spare_ui_test_wait (is_wrong, hint);
      g_assert_null (strstr (spare_hint_row_get_text (hint), RFC_SECRET));
      g_assert_cmpstr (get_text (self, "secret"), ==, "");
      check_wrong (self, "link");
    }

  paste (self, "link", LINK);
  spare_ui_test_wait (is_empty, get_child (self, "link"));
  check_link (self);
}

/* Mobile-OTP's and Yandex's examples: e7d8b6 and oactmacq. */
static void
test_other_kinds (Fixture      *self,
                  gconstpointer data)
{
  g_autoptr (SpareAccount) motp = NULL;
  g_autoptr (SpareAccount) yandex = NULL;
  char code[SPARE_OTP_CODE_SIZE];

  type (self, "service", "Example");
  g_assert_false (gtk_widget_get_visible (get_child (self, "pin")));
  select_kind (self, 3);
  g_assert_true (gtk_widget_get_visible (get_child (self, "pin")));
  g_assert_false (gtk_widget_get_visible (get_child (self, "digits")));
  type (self, "secret", "e3152afee62599c8");
  check_wrong (self, "pin");
  type (self, "pin", "1234");
  motp = spare_account_form_dup_account (self->form, NULL);
  g_assert_nonnull (motp);
  g_assert_true (spare_account_code (motp, 165892298, code, NULL));
  g_assert_cmpstr (code, ==, "e7d8b6");

  select_kind (self, 4);
  type (self, "secret", "LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI");
  type (self, "pin", "7586");
  yandex = spare_account_form_dup_account (self->form, NULL);
  g_assert_nonnull (yandex);
  g_assert_true (spare_account_code (yandex, 1581064020, code, NULL));
  g_assert_cmpstr (code, ==, "oactmacq");
}

/* Codes that come by SMS or from another device; with the secret comes back what asks for it. */
static void
test_no_codes (Fixture      *self,
               gconstpointer data)
{
  g_autoptr (SpareAccount) account = NULL;
  GtkSwitch *without = GTK_SWITCH (get_child (self, "without"));

  type (self, "service", "Example");
  g_assert_false (gtk_switch_get_active (without));
  gtk_switch_set_active (without, TRUE);
  g_assert_false (gtk_widget_get_visible (get_child (self, "secret")));
  account = spare_account_form_dup_account (self->form, NULL);
  g_assert_nonnull (account);
  g_assert_cmpint (spare_account_get_params (account)->kind, ==, SPARE_OTP_NONE);
  g_assert_null (spare_account_peek_secret (account));

  gtk_switch_set_active (without, FALSE);
  g_assert_true (gtk_widget_get_visible (get_child (self, "secret")));
  check_wrong (self, "secret");
  select_kind (self, 5);
  g_assert_true (gtk_switch_get_active (without));
}

static void
test_texts (Fixture      *self,
            gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (gtk_widget_get_template_child (GTK_WIDGET (self->form),
                                                                          SPARE_TYPE_ACCOUNT_FORM, "note_buffer"));
  g_autoptr (SpareAccount) account = NULL;
  const char *const *tags;

  type (self, "service", "  Example ");
  type (self, "secret", RFC_SECRET);
  type (self, "tags", "Work, mail ,,Work,");
  gtk_text_buffer_set_text (buffer, "two\nlines", -1);
  gtk_switch_set_active (GTK_SWITCH (get_child (self, "favorite")), TRUE);

  account = spare_account_form_dup_account (self->form, NULL);
  g_assert_nonnull (account);
  tags = spare_account_get_tags (account);
  g_assert_cmpstr (spare_account_get_service (account), ==, "Example");
  g_assert_cmpuint (g_strv_length ((char **) tags), ==, 2);
  g_assert_cmpstr (tags[0], ==, "Work");
  g_assert_cmpstr (tags[1], ==, "mail");
  g_assert_cmpstr (spare_account_get_note (account), ==, "two\nlines");
  g_assert_true (spare_account_get_favorite (account));
}

#define STORED "otpauth://hotp/GitHub:alice?secret=" RFC_SECRET "&issuer=GitHub&counter=7"

static void
test_stored (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (SpareAccount) now = spare_ui_test_account (STORED);
  g_autoptr (SpareAccount) account = NULL;

  g_assert_cmpstr (get_text (self, "secret"), ==, "");
  g_assert_false (gtk_widget_get_visible (get_child (self, "secret")));
  g_assert_false (gtk_widget_get_visible (get_child (self, "link_group")));
  g_assert_false (spare_account_form_is_modified (self->form));

  /* Meanwhile the counter went on and a tag came; the person changes the name. */
  spare_account_set_counter (now, 9);
  spare_account_set_tags (now, (const char *const[]){ "Work", NULL });
  type (self, "name", "bob");
  g_assert_true (spare_account_form_is_modified (self->form));
  g_assert_false (spare_account_form_new_secret (self->form));

  account = spare_account_form_dup_account (self->form, now);
  g_assert_nonnull (account);
  g_assert_cmpstr (spare_account_get_id (account), ==, spare_account_get_id (now));
  g_assert_cmpstr (spare_account_get_name (account), ==, "bob");
  g_assert_cmpuint (spare_account_get_counter (account), ==, 9);
  g_assert_cmpstr (spare_account_get_tags (account)[0], ==, "Work");
  check_secret (account, "12345678901234567890", 20);
}

static void
test_stored_secret (Fixture      *self,
                    gconstpointer data)
{
  g_autoptr (SpareAccount) now = spare_ui_test_account (STORED);
  g_autoptr (SpareAccount) same = NULL;
  g_autoptr (SpareAccount) other = NULL;

  g_signal_emit_by_name (get_child (self, "show_secret"), "clicked");
  g_assert_cmpstr (get_text (self, "secret"), ==, RFC_SECRET);
  g_assert_false (spare_account_form_is_modified (self->form));
  /* It is not given up in passing. */
  g_assert_false (gtk_widget_get_visible (get_child (self, "without_row")));

  type (self, "secret", "");
  g_assert_false (spare_account_form_new_secret (self->form));
  same = spare_account_form_dup_account (self->form, now);
  g_assert_nonnull (same);
  check_secret (same, "12345678901234567890", 20);

  type (self, "secret", "JBSWY3DPEHPK3PXP");
  g_assert_true (spare_account_form_new_secret (self->form));
  other = spare_account_form_dup_account (self->form, now);
  g_assert_nonnull (other);
  check_secret (other, "Hello!\xDE\xAD\xBE\xEF", 10);
}

/* A new phone: no code of the old secret is shown, it does not stay, and a new one is counted from 0. */
static void
test_renewed (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (SpareAccount) now = spare_ui_test_account (STORED);
  g_autoptr (SpareAccount) other = spare_ui_test_account ("otpauth://totp/Wiki:bob?secret=JBSWY3DPEHPK3PXP&issuer=Wiki");
  g_autoptr (SpareAccount) account = NULL;
  SpareHintRow *hint = SPARE_HINT_ROW (get_child (self, "secret_hint"));
  GtkWidget *preview = get_child (self, "preview_group");

  g_assert_true (gtk_widget_get_visible (preview));
  spare_account_form_ask_secret (self->form);
  g_assert_false (gtk_widget_get_visible (preview));
  g_assert_false (spare_account_form_is_modified (self->form));

  /* Neither nothing nor the old one is a new one. */
  type (self, "name", "alice@example.org");
  g_assert_false (gtk_widget_get_visible (preview));
  check_wrong (self, "secret");
  type (self, "secret", RFC_SECRET);
  g_assert_false (gtk_widget_get_visible (preview));
  g_assert_true (g_str_has_prefix (spare_hint_row_get_text (hint), "This is the old secret"));
  g_assert_cmpint (spare_hint_row_get_kind (hint), ==, SPARE_HINT_ERROR);

  type (self, "secret", "JBSWY3DPEHPK3PXP");
  g_assert_null (spare_hint_row_get_text (hint));
  g_assert_true (gtk_widget_get_visible (preview));
  spare_account_set_counter (now, 9);
  account = spare_account_form_dup_account (self->form, now);
  g_assert_nonnull (account);
  check_secret (account, "Hello!\xDE\xAD\xBE\xEF", 10);
  g_assert_cmpuint (spare_account_get_counter (account), ==, 0);
  g_assert_cmpstr (spare_account_get_service (account), ==, "GitHub");

  /* A code of another service is taken, and told. */
  spare_account_form_take_secret (self->form, other);
  g_assert_cmpstr (spare_hint_row_get_text (hint), ==,
                   "This is a secret for “Wiki, bob”. Make sure that it is the new one of GitHub.");
  g_assert_cmpint (spare_hint_row_get_kind (hint), ==, SPARE_HINT_WARNING);
  g_assert_cmpstr (get_text (self, "service"), ==, "GitHub");
}

static void
test_wipe (Fixture      *self,
           gconstpointer data)
{
  type (self, "secret", RFC_SECRET);
  type (self, "pin", "1234");
  type (self, "link", "otpauth://totp/x?secret=" RFC_SECRET);
  spare_account_form_wipe (self->form);
  g_assert_cmpstr (get_text (self, "secret"), ==, "");
  g_assert_cmpstr (get_text (self, "pin"), ==, "");
  g_assert_cmpstr (get_text (self, "link"), ==, "");
}

static void
test_is_link (void)
{
  g_assert_true (spare_account_form_is_link ("otpauth://totp/x"));
  g_assert_true (spare_account_form_is_link ("\n OTPAUTH://totp/x"));
  g_assert_true (spare_account_form_is_link ("otpauth-migration://offline?data="));
  g_assert_true (spare_account_form_is_link ("motp://x"));
  g_assert_true (spare_account_form_is_link ("steam://ABC"));
  g_assert_false (spare_account_form_is_link ("https://example.org/otpauth://"));
  g_assert_false (spare_account_form_is_link ("JBSWY3DPEHPK3PXP"));
  g_assert_false (spare_account_form_is_link (""));
}

int
main (int   argc,
      char *argv[])
{
  spare_ui_test_init (&argc, &argv);

#define ADD(path, data, function) g_test_add ("/ui/form/" path, Fixture, data, set_up, function, tear_down)
  ADD ("typed-secret", NULL, test_typed_secret);
  ADD ("draft-code", NULL, test_draft_code);
  ADD ("refused", NULL, test_refused);
  ADD ("short-is-allowed", NULL, test_short_is_allowed);
  ADD ("link", NULL, test_link);
  ADD ("link-in-secret", NULL, test_link_in_secret);
  ADD ("typed-link", NULL, test_typed_link);
  ADD ("bad-link", NULL, test_bad_link);
  ADD ("other-kinds", NULL, test_other_kinds);
  ADD ("no-codes", NULL, test_no_codes);
  ADD ("texts", NULL, test_texts);
  ADD ("stored", STORED, test_stored);
  ADD ("stored-secret", STORED, test_stored_secret);
  ADD ("renewed", STORED, test_renewed);
  ADD ("wipe", NULL, test_wipe);
  g_test_add_func ("/ui/form/is-link", test_is_link);

  return g_test_run ();
}
