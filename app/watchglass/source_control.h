#pragma once

#include "app/watchglass/source_set.h"
#include "core/settings/credentials.h"
#include "core/settings/source_list_file.h"
#include "ui/dialogs/source_directory.h"

#include <QHash>
#include <QSet>

namespace watchglass::app {

/// The operator's sources: keeps their list in a file and their secrets in the credential store, and starts and ends
/// them in the SourceSet. Those from the command line and of the demo stand in the same list, and are not kept.
/// Thread: GUI. Requires: set and credentials outlive it.
class SourceControl final : public ui::SourceDirectory
{
    Q_OBJECT

public:
    SourceControl(SourceSet &set, settings::Credentials &credentials, settings::SourceListFile file);

    /// Brings back the sources of last time. Requires: no source was added yet, so that none takes their names.
    void load();
    /// A source for this session; gives its id.
    QString addForSession(const protocol::SourceAddress &address, const QString &wantedId = {},
                          const SourceSet::ClientMaker &makeClient = {});
    /// Of all sources, those that do not run included, in the operator's order. A few times a second.
    const std::vector<ui::SourceStatus> &updateStatuses();

    const std::vector<settings::SourceSettings> &sources() const override { return m_sources; }
    bool isKept(const QString &id) const override { return !m_given.contains(id); }
    bool isForSession(const QString &id) const override;
    ui::SourceStatus status(const QString &id) const override;
    QString notice() const override { return m_notice; }
    const ingest::SourceHistory *history(const QString &id) const override { return m_set.history(id); }
    void add(const ui::SourceDraft &draft) override;
    void change(const QString &id, const ui::SourceDraft &draft) override;
    Result<void> rename(const QString &id, const QString &name) override;
    void setEnabled(const QString &id, bool isEnabled) override;
    void remove(const QString &id, bool forget) override;
    void undoRemove() override;
    QString removed() const override { return m_removed ? m_removed->settings.shownName() : QString(); }
    void move(const QString &id, int rows) override;
    void reconnect(const QString &id) override;
    void readSecrets(const QString &id, Secrets done) override;

Q_SIGNALS:
    /// Its session is over; it may be started anew.
    void ended(const QString &id);
    /// It is no source any more. `isForgotten`: nor is anything that it brought.
    void taken(const QString &id, bool isForgotten);

private:
    /// A source that is not kept.
    struct Given
    {
        protocol::SourceAddress address; ///< With secrets.
        SourceSet::ClientMaker makeClient;
    };
    struct Removed
    {
        settings::SourceSettings settings;
        settings::SourceSecrets secrets;
        std::optional<Given> given;
        std::size_t row = 0;
    };

    settings::SourceSettings *find(const QString &id);
    const settings::SourceSettings *find(const QString &id) const;
    bool isNameTaken(const QString &name, const QString &butOf = {}) const;
    QString freeId(const QString &wanted) const;
    void start(const QString &id);
    void startWith(const QString &id, const Result<settings::SourceSecrets> &secrets);
    void end(const QString &id);
    void keepSecrets(const ui::SourceDraft &draft, std::function<void()> then);
    void keep(const QString &key, const QString &secret, std::function<void()> then);
    void dropToken(const settings::SourceSettings &source);
    void dropProxyPassword(const settings::SourceSettings &source);
    void readSecretsOf(const settings::SourceSettings &source, Secrets done);
    void save();
    void setNotice(const QString &text);
    ui::SourceStatus restingStatus(const settings::SourceSettings &source) const;

    SourceSet &m_set;
    settings::Credentials &m_credentials;
    const settings::SourceListFile m_file;
    std::vector<settings::SourceSettings> m_sources;
    QHash<QString, Given> m_given;
    QHash<QString, QString> m_troubles; ///< Why an enabled source does not run.
    QHash<QString, int> m_starts;       ///< Grows when a start, or the wait for one, is out of date.
    std::vector<ui::SourceStatus> m_statuses;
    std::optional<Removed> m_removed;
    QString m_notice;
};

} // namespace watchglass::app
