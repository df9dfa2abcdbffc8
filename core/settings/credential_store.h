#pragma once

#include "core/base/result.h"

#include <QString>

#include <functional>

namespace watchglass::settings {

/// Where a secret is kept.
enum class Keeping {
    Keychain, ///< By the system, beyond the program's end.
    Session,  ///< In memory, until the program ends.
};

/// Keeps secrets by key. An answer may come before the call returns, or later from the event loop; it comes once.
/// Thread: the GUI's. Whoever asks sees to it that what the answer touches is still there.
/// Invariant: no secret stands in an error's text, a log or a file of this program.
class CredentialStore
{
public:
    using Read = std::function<void(const Result<QString> &)>;
    using Written = std::function<void(const Result<Keeping> &)>;
    using Removed = std::function<void(const Result<void> &)>;

    virtual ~CredentialStore() = default;

    /// The secret; empty when none is kept under this key.
    virtual void read(const QString &key, Read done) = 0;
    virtual void write(const QString &key, const QString &secret, Written done) = 0;
    /// Nothing to remove is no error.
    virtual void remove(const QString &key, Removed done) = 0;
};

} // namespace watchglass::settings
