/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-error.h"
#include "spare-secret.h"

G_BEGIN_DECLS

typedef enum
{
  SPARE_OTP_NONE,   /* an account without one-time codes */
  SPARE_OTP_TOTP,   /* RFC 6238 */
  SPARE_OTP_HOTP,   /* RFC 4226 */
  SPARE_OTP_STEAM,  /* five letters, SHA-1, 30 s */
  SPARE_OTP_MOTP,   /* Mobile-OTP: MD5 over time/10, secret and PIN */
  SPARE_OTP_YANDEX, /* eight letters, SHA-256, PIN */
} SpareOtpKind;

typedef enum
{
  SPARE_OTP_SHA1,
  SPARE_OTP_SHA256,
  SPARE_OTP_SHA512,
} SpareOtpAlgorithm;

#define SPARE_OTP_DIGITS_MIN 1
#define SPARE_OTP_DIGITS_MAX 10
#define SPARE_OTP_PERIOD_MAX 1000000000u /* s; keeps the arithmetic in range */
#define SPARE_OTP_SECRET_MAX 4096        /* bytes of a secret, and of a PIN */
#define SPARE_OTP_CODE_SIZE  12          /* the longest code and its NUL */

/**
 * SpareOtpParams:
 * @kind: how codes are made
 * @algorithm: the hash; only TOTP and HOTP choose
 * @digits: length of a code, 1 to 10; only TOTP and HOTP choose
 * @period: validity of a code in seconds, at least 1; only TOTP chooses
 */
typedef struct
{
  SpareOtpKind      kind;
  SpareOtpAlgorithm algorithm;
  guint             digits;
  guint             period;
} SpareOtpParams;

/* The values that a kind uses when nothing else is said; for kinds that leave
 * no choice, the only ones. */
SpareOtpParams spare_otp_params_default (SpareOtpKind kind);
gboolean       spare_otp_params_check   (const SpareOtpParams *params,
                                         GError              **error);

/* What a kind demands of its secret and its PIN. Yandex: 16 bytes, or 26 with a
 * checksum in the last 12 bits; its PIN is digits. */
gboolean       spare_otp_secret_check   (SpareOtpKind          kind,
                                         const SpareSecret    *secret,
                                         GError              **error);
gboolean       spare_otp_pin_check      (SpareOtpKind          kind,
                                         const SpareSecret    *pin,
                                         GError              **error);

/* The names in otpauth URIs: "totp", "hotp", "steam", "motp", "yaotp", "none";
 * "SHA1", "SHA256", "SHA512". */
const char    *spare_otp_kind_to_string      (SpareOtpKind kind);
const char    *spare_otp_algorithm_to_string (SpareOtpAlgorithm algorithm);

/* Do codes of this kind follow the clock (true) or a counter (false)? */
gboolean       spare_otp_kind_is_timed  (SpareOtpKind kind);
gboolean       spare_otp_kind_needs_pin (SpareOtpKind kind);

/**
 * spare_otp_code:
 * @secret: the key, raw bytes
 * @pin: (nullable): for Yandex and mOTP
 * @moving: seconds since 1970 for timed kinds, the counter for HOTP
 * @out: receives the code, NUL-terminated ASCII; wipe it after use
 */
gboolean       spare_otp_code (const SpareOtpParams *params,
                               const SpareSecret    *secret,
                               const SpareSecret    *pin,
                               guint64               moving,
                               char                  out[SPARE_OTP_CODE_SIZE],
                               GError              **error);

/* Seconds of validity that the code of @unix_time still has, 1 to period; 0 for
 * kinds that do not follow the clock. */
guint          spare_otp_seconds_left (const SpareOtpParams *params,
                                       gint64                unix_time);

/* Checks one published vector for each hash and kind; a program that fails
 * must not show codes. */
gboolean       spare_otp_self_test (GError **error);

G_END_DECLS
