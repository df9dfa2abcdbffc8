#include "app/watchglass/source_control.h"

#include "core/protocol/source_setup.h"

#include <QPointer>

#include <algorithm>

namespace watchglass::app {

using settings::SourceSecrets;
using settings::SourceSettings;

SourceControl::SourceControl(SourceSet &set, settings::Credentials &credentials, settings::SourceListFile file)
    : m_set(set)
    , m_credentials(credentials)
    , m_file(std::move(file))
{}

void SourceControl::load()
{
    auto loaded = m_file.load();
    if (!loaded)
        return setNotice(loaded.error().text);
    const std::vector<SourceSettings> &all = loaded.value();
    m_sources.insert(m_sources.begin(), all.begin(), all.end());
    for (const SourceSettings &source : all) {
        if (source.isEnabled)
            start(source.id);
    }
    Q_EMIT changed();
}

QString SourceControl::addForSession(const protocol::SourceAddress &address, const QString &wantedId,
                                     const SourceSet::ClientMaker &makeClient)
{
    SourceSettings source;
    QString base = m_set.freeId(address, wantedId);
    source.id = base;
    for (int number = 2; find(source.id); ++number)
        source.id = QStringLiteral("%1 (%2)").arg(base).arg(number);
    protocol::SourceAddress shown = address;
    protocol::takeSecret(shown);
    source.service = protocol::serviceName(shown.service);
    source.url = shown.url.toString(QUrl::FullyEncoded);
    source.secretKey = settings::newSecretKey();
    m_given.insert(source.id, {address, makeClient});
    m_sources.push_back(source);
    start(source.id);
    Q_EMIT changed();
    return source.id;
}

const std::vector<ui::SourceStatus> &SourceControl::updateStatuses()
{
    const std::vector<ui::SourceStatus> running = m_set.statuses();
    m_statuses.clear();
    for (const SourceSettings &source : m_sources) {
        const auto found = std::find_if(running.begin(), running.end(),
                                        [&source](const ui::SourceStatus &status) { return status.id == source.id; });
        m_statuses.push_back(found == running.end() ? restingStatus(source) : *found);
    }
    Q_EMIT statusesChanged();
    return m_statuses;
}

ui::SourceStatus SourceControl::status(const QString &id) const
{
    const auto found = std::find_if(m_statuses.begin(), m_statuses.end(),
                                    [&id](const ui::SourceStatus &status) { return status.id == id; });
    if (found != m_statuses.end())
        return *found;
    const SourceSettings *source = find(id);
    return source ? restingStatus(*source) : ui::SourceStatus();
}

ui::SourceStatus SourceControl::restingStatus(const SourceSettings &source) const
{
    ui::SourceStatus status;
    status.id = source.id;
    if (!source.isEnabled) {
        status.state.text = tr("Disabled");
    } else if (const QString trouble = m_troubles.value(source.id); !trouble.isEmpty()) {
        status.state.phase = SourcePhase::Failed;
        status.state.text = trouble;
    } else {
        status.state.phase = SourcePhase::Connecting;
        status.state.text = tr("Waiting for the keychain");
    }
    return status;
}

bool SourceControl::isForSession(const QString &id) const
{
    const SourceSettings *source = find(id);
    return source
           && (m_credentials.isForSession(source->secretKey) || m_credentials.isForSession(source->proxySecretKey()));
}

void SourceControl::add(const ui::SourceDraft &draft)
{
    SourceSettings source = draft.settings;
    const auto address = protocol::parseSourceAddress(source.service + QLatin1Char(':') + source.url);
    const QString base = source.id.isEmpty() && address ? m_set.freeId(address.value()) : source.id;
    source.id = base;
    for (int number = 2; find(source.id) || m_set.contains(source.id); ++number)
        source.id = QStringLiteral("%1 (%2)").arg(base).arg(number);
    source.secretKey = settings::newSecretKey();
    source.hasSecret = draft.token && !draft.token->isEmpty();
    source.transport.hasProxyPassword = draft.proxyPassword && !draft.proxyPassword->isEmpty();
    m_sources.push_back(source);
    save();
    Q_EMIT changed();
    keepSecrets({source, draft.token, draft.proxyPassword}, [this, id = source.id] { start(id); });
}

void SourceControl::change(const QString &id, const ui::SourceDraft &draft)
{
    SourceSettings *source = find(id);
    if (!source)
        return;
    ui::SourceDraft wanted = draft;
    if (const auto given = m_given.constFind(id); given != m_given.constEnd()) {
        // From now on it is kept, with the secret that it was started with.
        if (!wanted.token && !given->address.token.isEmpty())
            wanted.token = given->address.token;
        m_given.erase(given);
    }
    settings::SourceSettings &set = wanted.settings;
    set.id = id;
    set.secretKey = source->secretKey;
    set.hasSecret = wanted.token ? !wanted.token->isEmpty() : source->hasSecret;
    set.transport.hasProxyPassword =
        wanted.proxyPassword ? !wanted.proxyPassword->isEmpty() : source->transport.hasProxyPassword;
    if (!set.hasSecret)
        dropToken(*source);
    if (!set.transport.hasProxyPassword)
        dropProxyPassword(*source);
    *source = set;
    end(id);
    save();
    Q_EMIT changed();
    keepSecrets(wanted, [this, id] { start(id); });
}

void SourceControl::setEnabled(const QString &id, bool isEnabled)
{
    SourceSettings *source = find(id);
    if (!source || source->isEnabled == isEnabled)
        return;
    source->isEnabled = isEnabled;
    isEnabled ? start(id) : end(id);
    save();
    Q_EMIT changed();
}

void SourceControl::remove(const QString &id, bool forget)
{
    SourceSettings *source = find(id);
    if (!source)
        return;
    Removed removed;
    removed.settings = *source;
    removed.row = static_cast<std::size_t>(source - m_sources.data());
    if (const auto given = m_given.constFind(id); given != m_given.constEnd())
        removed.given = *given;
    end(id);
    if (forget)
        m_set.forget(id);
    m_sources.erase(m_sources.begin() + static_cast<std::ptrdiff_t>(removed.row));
    m_given.remove(id);
    save();
    // Its secrets leave the keychain with it; they stay in memory for as long as the removal can be undone.
    readSecretsOf(removed.settings, [this, removed](const Result<SourceSecrets> &secrets) mutable {
        if (secrets)
            removed.secrets = secrets.value();
        dropToken(removed.settings);
        dropProxyPassword(removed.settings);
        m_removed = removed;
        Q_EMIT changed();
    });
    Q_EMIT taken(id, forget);
    Q_EMIT changed();
}

void SourceControl::undoRemove()
{
    if (!m_removed)
        return;
    const Removed removed = *std::exchange(m_removed, std::nullopt);
    SourceSettings source = removed.settings;
    for (int number = 2; find(source.id); ++number)
        source.id = QStringLiteral("%1 (%2)").arg(removed.settings.id).arg(number);
    const std::size_t row = std::min(removed.row, m_sources.size());
    m_sources.insert(m_sources.begin() + static_cast<std::ptrdiff_t>(row), source);
    if (removed.given)
        m_given.insert(source.id, *removed.given);
    save();
    Q_EMIT changed();
    ui::SourceDraft draft{source, removed.secrets.token, removed.secrets.proxyPassword};
    keepSecrets(draft, [this, id = source.id] { start(id); });
}

void SourceControl::move(const QString &id, int rows)
{
    const SourceSettings *source = find(id);
    if (!source)
        return;
    const auto from = source - m_sources.data();
    const auto to = std::clamp<std::ptrdiff_t>(from + rows, 0, static_cast<std::ptrdiff_t>(m_sources.size()) - 1);
    const SourceSettings moved = *source;
    m_sources.erase(m_sources.begin() + from);
    m_sources.insert(m_sources.begin() + to, moved);
    save();
    Q_EMIT changed();
}

void SourceControl::reconnect(const QString &id)
{
    if (m_set.contains(id))
        m_set.reconnect(id);
    else
        start(id);
}

void SourceControl::readSecrets(const QString &id, Secrets done)
{
    if (const auto given = m_given.constFind(id); given != m_given.constEnd())
        return done(SourceSecrets{given->address.token, {}});
    if (const SourceSettings *source = find(id))
        readSecretsOf(*source, std::move(done));
    else
        done(SourceSecrets());
}

/// The token, then the proxy's password; only those that there should be, so that nobody has to unlock a keychain for
/// nothing.
void SourceControl::readSecretsOf(const SourceSettings &source, Secrets done)
{
    const QPointer<SourceControl> self(this);
    const auto readProxy = [self, source, done](const QString &token) {
        if (!source.transport.hasProxyPassword)
            return done(SourceSecrets{token, {}});
        self->m_credentials.read(source.proxySecretKey(), [self, token, done](const Result<QString> &password) {
            if (self && password)
                done(SourceSecrets{token, password.value()});
            else if (self)
                done(password.error());
        });
    };
    if (!source.hasSecret)
        return readProxy({});
    m_credentials.read(source.secretKey, [self, readProxy, done](const Result<QString> &token) {
        if (self && token)
            readProxy(token.value());
        else if (self)
            done(token.error());
    });
}

void SourceControl::start(const QString &id)
{
    const SourceSettings *source = find(id);
    if (!source || !source->isEnabled || m_set.contains(id))
        return;
    const int serial = ++m_starts[id];
    m_troubles.remove(id);
    if (const auto given = m_given.constFind(id); given != m_given.constEnd()) {
        m_set.add(given->address, id, given->makeClient);
        return;
    }
    readSecretsOf(*source, [this, id, serial](const Result<SourceSecrets> &secrets) {
        if (m_starts.value(id) == serial)
            startWith(id, secrets);
    });
}

void SourceControl::startWith(const QString &id, const Result<SourceSecrets> &secrets)
{
    const SourceSettings *source = find(id);
    if (!source)
        return;
    if (!secrets) {
        m_troubles.insert(
            id, tr("%1 Unlock it and reconnect, or enter the credentials again under Edit.").arg(secrets.error().text));
        return;
    }
    if (source->hasSecret && secrets.value().token.isEmpty()) {
        m_troubles.insert(id, tr("Its credentials are not here: they were kept for one session only, or were removed "
                                 "from the keychain. Enter them again under Edit."));
        return;
    }
    const auto address = protocol::sourceAddress(*source, secrets.value());
    if (!address)
        m_troubles.insert(id, address.error().text);
    else
        m_set.add(address.value(), id);
}

void SourceControl::end(const QString &id)
{
    ++m_starts[id];
    m_troubles.remove(id);
    m_set.end(id);
    Q_EMIT ended(id);
}

void SourceControl::keepSecrets(const ui::SourceDraft &draft, std::function<void()> then)
{
    const SourceSettings &source = draft.settings;
    const auto keepProxy = [this, source, draft, then] {
        if (draft.proxyPassword)
            keep(source.proxySecretKey(), *draft.proxyPassword, then);
        else
            then();
    };
    if (draft.token)
        keep(source.secretKey, *draft.token, keepProxy);
    else
        keepProxy();
}

void SourceControl::keep(const QString &key, const QString &secret, std::function<void()> then)
{
    const QPointer<SourceControl> self(this);
    const auto goOn = [self, then] {
        if (!self)
            return;
        if (then)
            then();
        Q_EMIT self->changed(); // where the secret is kept
    };
    if (secret.isEmpty())
        goOn();
    else
        m_credentials.write(key, secret, [goOn](const Result<settings::Keeping> &) { goOn(); });
}

void SourceControl::dropToken(const SourceSettings &source)
{
    if (source.hasSecret)
        m_credentials.remove(source.secretKey, [](const Result<void> &) {});
}

void SourceControl::dropProxyPassword(const SourceSettings &source)
{
    if (source.transport.hasProxyPassword)
        m_credentials.remove(source.proxySecretKey(), [](const Result<void> &) {});
}

void SourceControl::save()
{
    std::vector<SourceSettings> kept;
    for (const SourceSettings &source : m_sources) {
        if (isKept(source.id))
            kept.push_back(source);
    }
    if (const auto saved = m_file.save(kept); !saved)
        setNotice(saved.error().text);
}

void SourceControl::setNotice(const QString &text)
{
    m_notice = text;
    Q_EMIT noticed(text);
}

SourceSettings *SourceControl::find(const QString &id)
{
    const auto found = std::find_if(m_sources.begin(), m_sources.end(),
                                    [&id](const SourceSettings &source) { return source.id == id; });
    return found == m_sources.end() ? nullptr : &*found;
}

const SourceSettings *SourceControl::find(const QString &id) const
{
    return const_cast<SourceControl *>(this)->find(id);
}

} // namespace watchglass::app
