/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Drives a vault from a test's shell: one command a run, one line a fact on
 * standard output, written at once, so that a killed run tells how far it came. */

#define SECRET_API_SUBJECT_TO_CHANGE

#include <gio/gio.h>
#include <libsecret/secret.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "spare-code-set.h"
#include "spare-otpauth.h"
#include "spare-store-tool.h"

static GMainLoop *loop;

void
tool_say (const char *format,
          ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  if (write (STDOUT_FILENO, line, strlen (line)) < 0 || write (STDOUT_FILENO, "\n", 1) < 0)
    exit (3);
}

void
tool_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
  g_main_loop_quit (loop);
}

void
tool_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_loop_run (loop);
}

void
tool_fail (const char *what,
           GError     *error)
{
  tool_say ("error %s %s %d %s", what, g_quark_to_string (error->domain), error->code, error->message);
  exit (1);
}

static void
load (SpareVault *vault)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  spare_vault_load_async (vault, NULL, tool_done_cb, &result);
  tool_wait (&result);
  if (!spare_vault_load_finish (vault, result, &error))
    tool_fail ("load", error);
}

static const char *
state_name (SpareVault *vault)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (SPARE_TYPE_VAULT_STATE);

  return g_enum_get_value (klass, (int) spare_vault_get_state (vault))->value_nick;
}

static void
print_state (SpareVault *vault)
{
  tool_say ("state %s expected %u found %u accounts %u bin %u things %u broken %u provider %s", state_name (vault),
            spare_vault_get_expected (vault), spare_vault_get_found (vault),
            g_list_model_get_n_items (spare_vault_get_accounts (vault)),
            g_list_model_get_n_items (spare_vault_get_bin (vault)),
            g_list_model_get_n_items (spare_vault_get_things (vault)),
            g_list_model_get_n_items (spare_vault_get_broken (vault)),
            spare_vault_get_provider (vault) != NULL ? spare_vault_get_provider (vault) : "-");
}

static void
print_records (GListModel *list,
               const char *where,
               guint       first,
               guint       n)
{
  for (guint i = first; i < first + n; i++)
    {
      g_autoptr (SpareRecord) record = g_list_model_get_item (list, i);
      g_autoptr (SpareSecret) line = spare_record_print (record);

      tool_say ("%s %s %s", where, spare_record_get_id (record), spare_secret_peek_text (line));
    }
}

static void
print_list (GListModel *list,
            const char *where)
{
  print_records (list, where, 0, g_list_model_get_n_items (list));
}

void
tool_save (SpareVault *vault,
           GPtrArray  *records)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  spare_vault_save_async (vault, records, NULL, NULL, NULL, tool_done_cb, &result);
  tool_wait (&result);
  if (!spare_vault_save_finish (vault, result, &error))
    tool_fail ("save", error);
}

static SpareAccount *
parse (const char *uri)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;
  SpareAccount *account = spare_otpauth_parse (uri, -1, id, &error);

  if (account == NULL)
    tool_fail ("parse", error);
  return account;
}

/* churn NAME N: N new accounts, each confirmed before the next. */
static void
churn (SpareVault *vault,
       const char *name,
       guint       n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *uri = g_strdup_printf ("otpauth://totp/%s:user%u?secret=JBSWY3DPEHPK3PXP&issuer=%s", name, i,
                                              name);
      g_autoptr (SpareAccount) account = parse (uri);
      g_autoptr (GPtrArray) accounts = g_ptr_array_new ();

      g_ptr_array_add (accounts, account);
      tool_save (vault, accounts);
      tool_say ("saved %s", spare_account_get_id (account));
    }
}

/* bulk NAME N: N new accounts in one go. */
static void
bulk (SpareVault *vault,
      const char *name,
      guint       n)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *uri = g_strdup_printf ("otpauth://totp/%s%u:user%u@example.org?secret=JBSWY3DPEHPK3PXP&issuer=%s%u",
                                              name, i, i, name, i);

      g_ptr_array_add (accounts, parse (uri));
    }
  tool_save (vault, accounts);
  tool_say ("saved-all %u", n);
}

static void
add_lines (SpareVault *vault)
{
  char line[20000];

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_autoptr (SpareAccount) account = NULL;
      g_autoptr (GPtrArray) accounts = g_ptr_array_new ();

      account = parse (g_strchomp (line));
      g_ptr_array_add (accounts, account);
      tool_save (vault, accounts);
      tool_say ("saved %s", spare_account_get_id (account));
    }
}

/* records: the records on standard input, accounts and things, in one go. A line
 * without an id gets one. */
static void
save_records (SpareVault *vault)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  char line[20000];

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_autofree char *id = strstr (line, "x-id=") == NULL ? g_uuid_string_random () : NULL;
      g_autoptr (GError) error = NULL;
      SpareRecord *record = spare_record_parse (g_strchomp (line), id, &error);

      if (record == NULL)
        tool_fail ("parse", error);
      g_ptr_array_add (records, record);
    }
  tool_save (vault, records);
  for (guint i = 0; i < records->len; i++)
    tool_say ("saved %s", spare_record_get_id (g_ptr_array_index (records, i)));
}

/* mix NAME N: N times an account and its code set in one go. */
static void
mix (SpareVault *vault,
     const char *name,
     guint       n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *uri = g_strdup_printf ("otpauth://totp/%s:user%u?secret=JBSWY3DPEHPK3PXP", name, i);
      g_autoptr (SpareAccount) account = parse (uri);
      g_autofree char *id = g_uuid_string_random ();
      g_autoptr (SpareThing) codes = spare_code_set_new (id, spare_account_get_id (account), "test", 1700000000);
      g_autoptr (SpareSecret) code = spare_secret_new_text (name);
      g_autoptr (GPtrArray) records = g_ptr_array_new ();

      spare_thing_add (codes, SPARE_CODE_SET_CODE, code);
      g_ptr_array_add (records, account);
      g_ptr_array_add (records, codes);
      tool_save (vault, records);
      tool_say ("saved %s", spare_account_get_id (account));
      tool_say ("saved %s", id);
    }
}

static SpareThing *
find_thing (SpareVault *vault,
            const char *id)
{
  GListModel *list = spare_vault_get_things (vault);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (list, i);

      if (g_str_equal (spare_thing_get_id (thing), id))
        return thing; /* the list has it */
    }
  tool_say ("error no such thing");
  exit (1);
}

/* set ID KEY VALUE VALUE…: saves a thing with each of the values in turn, all of
 * them made from the state of now, so that the second is stale. */
static void
set_value (SpareVault *vault,
           char      **arguments)
{
  g_autoptr (SpareRecord) start = spare_record_copy (SPARE_RECORD (find_thing (vault, arguments[0])));

  for (guint i = 2; arguments[i] != NULL; i++)
    {
      g_autoptr (SpareRecord) record = spare_record_copy (start);
      g_autoptr (GPtrArray) records = g_ptr_array_new ();

      spare_thing_set_text (SPARE_THING (record), arguments[1], arguments[i]);
      g_ptr_array_add (records, record);
      tool_save (vault, records);
      tool_say ("saved %s", arguments[0]);
    }
}

static void
advance (SpareVault *vault,
         const char *id,
         guint       n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      guint64 counter = 0;

      spare_vault_advance_async (vault, id, NULL, tool_done_cb, &result);
      g_main_loop_run (loop);
      if (!spare_vault_advance_finish (vault, result, &counter, &error))
        tool_fail ("advance", error);
      tool_say ("counter %" G_GUINT64_FORMAT, counter);
    }
}

static void
change (SpareVault *vault,
        const char *id,
        gboolean    delete)
{
  SpareAccount *account = spare_vault_find (vault, id);
  g_autoptr (SpareAccount) copy = account != NULL ? spare_account_copy (account) : NULL;
  g_autoptr (GPtrArray) accounts = g_ptr_array_new ();

  if (copy == NULL)
    {
      tool_say ("error no such account");
      exit (1);
    }
  spare_account_set_deleted (copy, delete ? 1700000000 : 0);
  g_ptr_array_add (accounts, copy);
  tool_save (vault, accounts);
  tool_say ("saved %s", id);
}

/* touch ID TIME: its code was used then. */
static void
touch (SpareVault *vault,
       const char *id,
       const char *unix_time)
{
  g_autoptr (GAsyncResult) result = NULL;

  spare_vault_touch (vault, spare_vault_find (vault, id), g_ascii_strtoll (unix_time, NULL, 10));
  spare_vault_flush_async (vault, NULL, tool_done_cb, &result);
  g_main_loop_run (loop);
  spare_vault_flush_finish (vault, result, NULL);
}

static void
erase (SpareVault  *vault,
       char       **ids)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  spare_vault_erase_async (vault, (const char *const *) ids, NULL, tool_done_cb, &result);
  tool_wait (&result);
  if (!spare_vault_erase_finish (vault, result, &error))
    tool_fail ("erase", error);
  tool_say ("erased");
}

static void
unlock (SpareVault *vault)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  spare_vault_unlock_async (vault, NULL, tool_done_cb, &result);
  tool_wait (&result);
  if (!spare_vault_unlock_finish (vault, result, &error))
    tool_fail ("unlock", error);
}

static void
accept_keyring (SpareVault *vault)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  spare_vault_accept_async (vault, 1700000000, NULL, tool_done_cb, &result);
  tool_wait (&result);
  if (!spare_vault_accept_finish (vault, result, &error))
    tool_fail ("accept", error);
}

/* Two saves of the same account from the same starting point: the second is stale. */
static void
conflict (SpareVault *vault,
          const char *id)
{
  g_autoptr (SpareAccount) first = spare_account_copy (spare_vault_find (vault, id));
  g_autoptr (SpareAccount) second = spare_account_copy (first);
  g_autoptr (GPtrArray) accounts = g_ptr_array_new ();

  spare_account_set_note (first, "first");
  spare_account_set_note (second, "second");
  g_ptr_array_add (accounts, first);
  tool_save (vault, accounts);
  g_ptr_array_set_size (accounts, 0);
  g_ptr_array_add (accounts, second);
  tool_save (vault, accounts);
}

static void
items_changed_cb (GListModel *list,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  tool_say ("accounts %u", g_list_model_get_n_items (list));
}

static void
things_changed_cb (GListModel *list,
                   guint       position,
                   guint       removed,
                   guint       added,
                   gpointer    user_data)
{
  tool_say ("things %u", g_list_model_get_n_items (list));
  print_records (list, "thing", position, added);
}

static void
tried_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (spare_vault_save_finish (SPARE_VAULT (source), result, &error))
    tool_say ("taken");
  else
    tool_say ("refused %s %d", g_quark_to_string (error->domain), error->code);
}

/* try: a new account, which may be refused or, with "cancel", given up. */
static void
try_save (SpareVault   *vault,
          GCancellable *cancellable)
{
  g_autoptr (SpareAccount) account = parse ("otpauth://totp/Tried:user?secret=JBSWY3DPEHPK3PXP");

  spare_vault_save_one_async (vault, account, cancellable, tried_cb, NULL);
}

/* note: what nobody has asked for, and what nobody is to be asked about. */
static void
note (SpareVault *vault)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (SpareThing) thing = spare_thing_new (id, SPARE_THING_COUNTS);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_ptr_array_add (records, thing);
  spare_vault_save_quietly_async (vault, records, NULL, tried_cb, NULL);
}

static gboolean
command_cb (GIOChannel  *channel,
            GIOCondition condition,
            gpointer     user_data)
{
  static GCancellable *tried = NULL;
  SpareVault *vault = user_data;
  g_autofree char *line = NULL;

  if (g_io_channel_read_line (channel, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL)
    exit (0);
  g_strchomp (line);
  if (g_str_equal (line, "load"))
    {
      spare_vault_load_async (vault, NULL, NULL, NULL);
      return G_SOURCE_CONTINUE;
    }
  if (g_str_equal (line, "state"))
    print_state (vault);
  if (g_str_equal (line, "accept"))
    spare_vault_accept_async (vault, 1700000000, NULL, NULL, NULL);
  if (g_str_equal (line, "try"))
    {
      g_clear_object (&tried);
      tried = g_cancellable_new ();
      try_save (vault, tried);
    }
  if (g_str_equal (line, "note"))
    note (vault);
  if (g_str_equal (line, "cancel"))
    g_cancellable_cancel (tried);
  if (g_str_equal (line, "add"))
    {
      GMainLoop *outer = loop;

      loop = g_main_loop_new (NULL, FALSE);
      churn (vault, "Live", 1);
      g_main_loop_unref (loop);
      loop = outer;
    }

  return G_SOURCE_CONTINUE;
}

static void
state_cb (SpareVault *vault)
{
  print_state (vault);
}

/* watch: a running app; takes commands on standard input. */
static void
watch (SpareVault *vault)
{
  GIOChannel *channel = g_io_channel_unix_new (STDIN_FILENO);

  g_signal_connect (spare_vault_get_accounts (vault), "items-changed", G_CALLBACK (items_changed_cb), NULL);
  g_signal_connect (spare_vault_get_things (vault), "items-changed", G_CALLBACK (things_changed_cb), NULL);
  g_signal_connect (vault, "notify::state", G_CALLBACK (state_cb), NULL);
  g_io_add_watch (channel, G_IO_IN | G_IO_HUP, command_cb, vault);
  print_state (vault);
  g_main_loop_run (loop);
}

/* raw ID: stores standard input as an account's line, unchecked, as another program
 * might; U+0001 in it stands for a NUL. */
static void
raw (const char *id)
{
  static const SecretSchema schema = {
    "io.github.sparekey.Record",
    SECRET_SCHEMA_NONE,
    { { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "id", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "version", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 } },
    0, 0, 0, 0, 0, 0, 0, 0,
  };
  char line[20000];
  gsize length = 0;
  g_autoptr (SecretValue) value = NULL;
  g_autoptr (GError) error = NULL;

  if (fgets (line, sizeof line, stdin) == NULL)
    exit (2);
  length = strlen (g_strchomp (line));
  for (gsize i = 0; i < length; i++)
    if (line[i] == 1)
      line[i] = 0;
  value = secret_value_new (line, (gssize) length, "text/plain");
  if (!secret_password_store_binary_sync (&schema, NULL, "Sparekey account", value, NULL, &error, "kind", "account",
                                          "id", id, "version", "1", NULL))
    tool_fail ("raw", error);
}

static void
print_broken (SpareVault *vault)
{
  GListModel *list = spare_vault_get_broken (vault);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SpareBroken) broken = g_list_model_get_item (list, i);
      const GError *reason = spare_broken_get_reason (broken);

      tool_say ("broken %s %s %d %s", spare_broken_get_id (broken), g_quark_to_string (reason->domain), reason->code,
                spare_secret_peek_text (spare_broken_peek_raw (broken)));
    }
}

static void
dispatch (SpareVault *vault,
          int         argc,
          char      **argv)
{
  const char *command = argv[1];

  if (g_str_equal (command, "list"))
    {
      print_list (spare_vault_get_accounts (vault), "account");
      print_list (spare_vault_get_bin (vault), "bin");
      print_list (spare_vault_get_things (vault), "thing");
      print_broken (vault);
    }
  else if (g_str_equal (command, "churn") && argc == 4)
    churn (vault, argv[2], (guint) atoi (argv[3]));
  else if (g_str_equal (command, "bulk") && argc == 4)
    bulk (vault, argv[2], (guint) atoi (argv[3]));
  else if (g_str_equal (command, "add"))
    add_lines (vault);
  else if (g_str_equal (command, "records"))
    save_records (vault);
  else if (g_str_equal (command, "mix") && argc == 4)
    mix (vault, argv[2], (guint) atoi (argv[3]));
  else if (g_str_equal (command, "set") && argc >= 5)
    set_value (vault, argv + 2);
  else if (g_str_equal (command, "advance") && argc == 4)
    advance (vault, argv[2], (guint) atoi (argv[3]));
  else if (g_str_equal (command, "touch") && argc == 4)
    touch (vault, argv[2], argv[3]);
  else if (g_str_equal (command, "delete") && argc == 3)
    change (vault, argv[2], TRUE);
  else if (g_str_equal (command, "restore") && argc == 3)
    change (vault, argv[2], FALSE);
  else if (g_str_equal (command, "erase") && argc >= 3)
    erase (vault, argv + 2);
  else if (g_str_equal (command, "unlock"))
    unlock (vault);
  else if (g_str_equal (command, "accept"))
    accept_keyring (vault);
  else if (g_str_equal (command, "conflict") && argc == 3)
    conflict (vault, argv[2]);
  else if (g_str_equal (command, "watch"))
    watch (vault);
  else if (!tool_backup (vault, argc, argv) && !g_str_equal (command, "state"))
    exit (2);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (SparePlaces) places = NULL;
  g_autoptr (SpareVault) vault = NULL;
  g_autofree char *canary = g_uuid_string_random ();

  if (argc < 2 || !spare_secret_protect_process (NULL))
    return 2;
  if (argc == 3 && g_str_equal (argv[1], "raw"))
    {
      raw (argv[2]);
      return 0;
    }

  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  loop = g_main_loop_new (NULL, FALSE);
  places = spare_places_new (g_get_user_data_dir (), g_getenv ("SECRET_BACKEND"), g_getenv ("SECRET_FILE_TEST_PATH"),
                             FALSE, "test", canary);
  vault = spare_vault_new (places);
  load (vault);
  dispatch (vault, argc, argv);
  print_state (vault);

  return 0;
}
