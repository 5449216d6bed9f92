/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-crypto-error.h"

G_DEFINE_QUARK (spare-crypto-error-quark, spare_crypto_error)
