#pragma once

#include "app/simulator/fleet.h"
#include "app/simulator/server_thread.h"
#include "app/watchglass/application.h"
#include "tests/settings/fake_keychain.h"
#include "ui/shell/device_browser.h"

#include <QTreeView>

#include <algorithm>

namespace watchglass::test {

inline const QString secret = QStringLiteral("very-s3cret-w0rd");

/// A server that wants the secret.
struct Server
{
    SystemClock clock;
    sim::ServerThread server{sim::Fleet::demo(1), options(), clock};
    QString url = server.listen().value().toString();

    static sim::ServerOptions options()
    {
        sim::ServerOptions options;
        options.token = secret;
        options.snapshot = true;
        return options;
    }
};

/// One run of the program over a folder and a keychain that outlive it.
struct Run
{
    SystemClock clock;
    std::unique_ptr<app::Application> program;

    Run(const QString &dir, const QHash<QString, QString> &secrets = {}, bool hasKeychain = true, bool isDemo = false)
    {
        auto keychain = std::make_unique<test::FakeKeychain>();
        keychain->isAbsent = !hasKeychain;
        keychain->secrets = secrets;
        m_keychain = keychain.get();
        app::Options options;
        options.dataDir = dir;
        options.demo = isDemo;
        program = std::make_unique<app::Application>(options, clock, std::move(keychain));
        program->start();
    }
    app::SourceControl &control() { return program->sourceControl(); }
    QHash<QString, QString> secrets() const { return m_keychain->secrets; }
    SourceState state(const QString &id) { return control().status(id).state; }
    bool isLive(const QString &id) { return state(id).phase == SourcePhase::Live; }
    void add(const QString &id, const QString &url, const std::optional<QString> &token)
    {
        ui::SourceDraft draft;
        draft.settings.id = id;
        draft.settings.service = QStringLiteral("valtronics");
        draft.settings.url = url;
        draft.token = token;
        control().add(draft);
    }
    std::size_t seriesOf(const QString &source)
    {
        const auto all = program->store().all();
        return static_cast<std::size_t>(
            std::count_if(all.begin(), all.end(), [&](const auto &one) { return one->info().key.source == source; }));
    }
    std::size_t devicesOf(const QString &source)
    {
        const auto &all = program->registry().devices();
        return static_cast<std::size_t>(
            std::count_if(all.begin(), all.end(), [&](const auto &one) { return one.source == source; }));
    }
    bool isInTree(const QString &source)
    {
        const QAbstractItemModel &tree = *program->window().devices().tree().model();
        for (int row = 0; row < tree.rowCount(); ++row) {
            if (tree.index(row, 0).data().toString() == source)
                return true;
        }
        return false;
    }

private:
    test::FakeKeychain *m_keychain;
};

} // namespace watchglass::test
