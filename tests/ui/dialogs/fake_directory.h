#pragma once

#include "ui/dialogs/source_directory.h"

#include <algorithm>

namespace watchglass::test {

/// A directory that keeps what it is told, and notes each order.
class FakeDirectory final : public ui::SourceDirectory
{
public:
    using SourceDirectory::changed;
    using SourceDirectory::statusesChanged;

    const std::vector<settings::SourceSettings> &sources() const override { return list; }
    bool isKept(const QString &id) const override { return id != given; }
    bool isForSession(const QString &id) const override { return id == sessionOnly; }
    ui::SourceStatus status(const QString &id) const override
    {
        ui::SourceStatus found = state;
        found.id = id;
        for (const settings::SourceSettings &one : list) {
            if (one.id == id)
                found.name = one.name;
        }
        return found;
    }
    QString notice() const override { return {}; }
    const ingest::SourceHistory *history(const QString &) const override { return &past; }

    void add(const ui::SourceDraft &draft) override
    {
        drafts.push_back(draft);
        orders << QStringLiteral("add ") + draft.settings.id;
    }
    void change(const QString &id, const ui::SourceDraft &draft) override
    {
        drafts.push_back(draft);
        orders << QStringLiteral("change ") + id;
    }
    Result<void> rename(const QString &id, const QString &name) override
    {
        orders << QStringLiteral("rename %1 %2").arg(id, name);
        if (name == refusedName)
            return Error{ErrorCode::Malformed, QStringLiteral("taken")};
        for (settings::SourceSettings &one : list) {
            if (one.id == id)
                one.name = name;
        }
        return {};
    }
    void setEnabled(const QString &id, bool isEnabled) override
    {
        orders << (isEnabled ? QStringLiteral("enable ") : QStringLiteral("disable ")) + id;
    }
    void remove(const QString &id, bool forget) override
    {
        orders << (forget ? QStringLiteral("forget ") : QStringLiteral("remove ")) + id;
        std::erase_if(list, [&id](const settings::SourceSettings &one) { return one.id == id; });
        gone = id;
        Q_EMIT changed();
    }
    void undoRemove() override { orders << QStringLiteral("undo"); }
    QString removed() const override { return gone; }
    void move(const QString &id, int rows) override { orders << QStringLiteral("move %1 %2").arg(id).arg(rows); }
    void reconnect(const QString &id) override { orders << QStringLiteral("reconnect ") + id; }
    void readSecrets(const QString &, Secrets done) override { done(secrets); }

    void addSource(const QString &id, const QString &service, const QString &url, bool hasSecret = false)
    {
        settings::SourceSettings source;
        source.id = id;
        source.service = service;
        source.url = url;
        source.secretKey = QStringLiteral("key-") + id;
        source.hasSecret = hasSecret;
        list.push_back(source);
    }

    std::vector<settings::SourceSettings> list;
    std::vector<ui::SourceDraft> drafts;
    QStringList orders;
    QString given;
    QString sessionOnly;
    QString refusedName;
    QString gone;
    ui::SourceStatus state;
    ingest::SourceHistory past;
    settings::SourceSecrets secrets;
};

} // namespace watchglass::test
