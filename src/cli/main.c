/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli.h"

#include "spare-cli-error.h"
#include "spare-cli-text.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>

static SparePlaces *
find_places (void)
{
  g_autofree char *canary = g_uuid_string_random ();
  gboolean sandboxed = g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) || g_getenv ("SNAP_NAME") != NULL;

  return spare_places_new (g_get_user_data_dir (), g_getenv ("SECRET_BACKEND"), g_getenv ("SECRET_FILE_TEST_PATH"),
                           sandboxed, "command line", canary);
}

int
main (int    argc,
      char **argv)
{
  SpareCli cli = { NULL };
  g_autoptr(GError) error = NULL;
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, SPARE_CLI_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("sparekey-cli");
  /* Writing to a closed pipe is an error like any other. */
  signal (SIGPIPE, SIG_IGN);

  if (!spare_secret_protect_process (&error))
    {
      spare_cli_text_tell (_("The system does not let Sparekey protect its memory, so it stops here. "
                             "If this stays so after a restart, please report it."));
      return SPARE_CLI_FAILED;
    }

  spare_otp_self_test (&cli.self_test);
  cli.places = find_places ();

  status = spare_cli_run (&cli, argc, argv);

  g_clear_pointer (&cli.candidates, g_ptr_array_unref);
  g_clear_object (&cli.vault);
  g_clear_pointer (&cli.places, spare_places_free);
  g_clear_error (&cli.self_test);

  return status;
}
