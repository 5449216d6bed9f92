/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-crypto-private.h"

/* libsecret uses the same library in the same process, and may have set it up:
 * then everything is done, and must not be done again. */
static gboolean
set_up (void)
{
  if (gcry_control (GCRYCTL_INITIALIZATION_FINISHED_P, 0))
    return TRUE;

  if (gcry_check_version ("1.10.0") == NULL)
    return FALSE;

  /* Its own locked pool is small and warns on stderr: keys and results are in
   * memory that the caller has locked. */
  gcry_control (GCRYCTL_DISABLE_SECMEM, 0);
  gcry_control (GCRYCTL_INITIALIZATION_FINISHED, 0);
  return TRUE;
}

gboolean
spare_gcrypt_ready (GError **error)
{
  static gsize state = 0;

  if (g_once_init_enter (&state))
    g_once_init_leave (&state, set_up () ? 1 : 2);

  if (state == 1)
    return TRUE;

  spare_crypto_fail (error, SPARE_CRYPTO_ERROR_FAILED, "libgcrypt is too old");
  return FALSE;
}

void
spare_gcrypt_fail (GError     **error,
                   gcry_error_t code,
                   const char  *what)
{
  if (gcry_err_code (code) == GPG_ERR_ENOMEM)
    g_set_error (error, SPARE_CRYPTO_ERROR, SPARE_CRYPTO_ERROR_MEMORY, "%s: no memory", what);
  else
    g_set_error (error, SPARE_CRYPTO_ERROR, SPARE_CRYPTO_ERROR_FAILED, "%s: %s", what,
                 gcry_strerror (code));
}

void
spare_crypto_fail (GError         **error,
                   SpareCryptoError code,
                   const char      *message)
{
  g_set_error_literal (error, SPARE_CRYPTO_ERROR, (gint) code, message);
}
