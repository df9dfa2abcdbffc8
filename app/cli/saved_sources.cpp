#include "app/cli/saved_sources.h"

#include "core/protocol/source_setup.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

#include <algorithm>
#include <memory>

namespace watchglass::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SavedSources", text);
}

/// One look-up after the other, as keychains want it.
struct Lookup : std::enable_shared_from_this<Lookup>
{
    std::vector<settings::SourceSettings> wanted;
    settings::CredentialStore &keychain;
    std::function<void(const SavedSources &)> done;
    std::vector<protocol::SourceAddress> found;

    Lookup(settings::CredentialStore &store, std::function<void(const SavedSources &)> tell)
        : keychain(store)
        , done(std::move(tell))
    {}

    void next()
    {
        if (found.size() == wanted.size())
            return done(found);
        const settings::SourceSettings source = wanted[found.size()];
        const auto self = shared_from_this();
        read(source.hasSecret, source.secretKey, [self, source](const QString &token) {
            self->read(source.transport.hasProxyPassword, source.proxySecretKey(),
                       [self, source, token](const QString &password) {
                           self->take(source, {token, password});
                       });
        });
    }

    void read(bool isThere, const QString &key, const std::function<void(const QString &)> &then)
    {
        if (!isThere)
            return then({});
        const auto self = shared_from_this();
        keychain.read(key, [self, then](const Result<QString> &secret) {
            if (secret)
                then(secret.value());
            else
                self->done(secret.error());
        });
    }

    void take(const settings::SourceSettings &source, const settings::SourceSecrets &secrets)
    {
        if (source.hasSecret && secrets.token.isEmpty())
            return done(Error{ErrorCode::Missing, tr("The keychain has no credentials of \"%1\"; enter them in "
                                                     "Watchglass, or use --source and --token-file")
                                                      .arg(source.id)});
        auto address = protocol::sourceAddress(source, secrets);
        if (!address)
            return done(address.error());
        found.push_back(std::move(address).value());
        next();
    }
};

/// By what people call it, else by what they called it first: a script still finds a source that was renamed since.
const settings::SourceSettings *findSource(const std::vector<settings::SourceSettings> &sources, const QString &name)
{
    const auto find = [&](auto isMeant) {
        const auto found = std::find_if(sources.begin(), sources.end(), isMeant);
        return found == sources.end() ? nullptr : &*found;
    };
    const auto *shown = find([&name](const settings::SourceSettings &one) { return one.shownName() == name; });
    return shown ? shown : find([&name](const settings::SourceSettings &one) { return one.id == name; });
}

} // namespace

void readSavedSources(const QStringList &names, const settings::SourceListFile &file,
                      settings::CredentialStore &keychain, const std::function<void(const SavedSources &)> &done)
{
    const auto loaded = file.load();
    if (!loaded)
        return done(loaded.error());
    const auto lookup = std::make_shared<Lookup>(keychain, done);
    for (const QString &name : names) {
        const auto *source = findSource(loaded.value(), name);
        if (!source) {
            QStringList known;
            for (const settings::SourceSettings &one : loaded.value())
                known << one.shownName();
            return done(Error{
                ErrorCode::Missing,
                tr("There is no saved source \"%1\"; there are: %2").arg(name, known.join(QStringLiteral(", ")))});
        }
        lookup->wanted.push_back(*source);
    }
    lookup->next();
}

QString savedSourcesFile(const QString &dataDir)
{
    const QString folder = dataDir.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
                                                   + QStringLiteral("/watchglass")
                                             : dataDir;
    return QDir(folder).filePath(QStringLiteral("sources.json"));
}

} // namespace watchglass::cli
