#pragma once

#include "core/base/result.h"
#include "core/ingest/source_history.h"
#include "core/settings/source_settings.h"
#include "ui/models/source_status.h"

#include <QObject>

#include <functional>
#include <optional>
#include <vector>

namespace watchglass::ui {

/// A source as the operator wants it to be. Secrets that are not given stay as they are kept.
struct SourceDraft
{
    settings::SourceSettings settings;
    std::optional<QString> token;
    std::optional<QString> proxyPassword;
};

/// The sources that there are, and what can be done about them. Implemented by the program.
/// Thread: GUI.
class SourceDirectory : public QObject
{
    Q_OBJECT

public:
    using Secrets = std::function<void(const Result<settings::SourceSecrets> &)>;

    /// In the operator's order.
    virtual const std::vector<settings::SourceSettings> &sources() const = 0;
    /// False: from the command line or of the demo, and gone when the program ends.
    virtual bool isKept(const QString &id) const = 0;
    /// The source's secrets are in no keychain and are lost when the program ends.
    virtual bool isForSession(const QString &id) const = 0;
    virtual SourceStatus status(const QString &id) const = 0;
    /// What is wrong with the list itself, such as a file that cannot be read; empty for nothing.
    virtual QString notice() const = 0;
    /// Null while there is nothing to tell.
    virtual const ingest::SourceHistory *history(const QString &id) const = 0;

    /// Adds it at the end and connects if it is enabled. A name that is taken gets a number.
    virtual void add(const SourceDraft &draft) = 0;
    /// The id stays. Connects anew if more than the name is another.
    virtual void change(const QString &id, const SourceDraft &draft) = 0;
    /// What people call it from now on, its series go by the id all the same; empty: the id. Another source's name is
    /// refused.
    virtual Result<void> rename(const QString &id, const QString &name) = 0;
    virtual void setEnabled(const QString &id, bool isEnabled) = 0;
    /// With `forget`, everything goes that it ever brought; else that stays until the program ends.
    virtual void remove(const QString &id, bool forget) = 0;
    /// Brings back what was removed last, with its secrets but without what was forgotten.
    virtual void undoRemove() = 0;
    /// What people called the source that undoRemove() would bring back; empty for none.
    virtual QString removed() const = 0;
    virtual void move(const QString &id, int rows) = 0;
    virtual void reconnect(const QString &id) = 0;
    /// For a test. Empty ones where there are none.
    virtual void readSecrets(const QString &id, Secrets done) = 0;

Q_SIGNALS:
    /// The list or a setting.
    void changed();
    /// A few times a second.
    void statusesChanged();
    void noticed(const QString &text);
};

} // namespace watchglass::ui
