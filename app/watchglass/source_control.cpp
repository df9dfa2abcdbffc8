#include "app/watchglass/source_control.h"

#include "core/protocol/source_setup.h"

#include <algorithm>

namespace watchglass::app {

using settings::SourceSecrets;
using settings::SourceSettings;

namespace {

/// Whether the draft asks for another name and for nothing else.
bool isOnlyName(const SourceSettings &source, const ui::SourceDraft &draft)
{
    SourceSettings named = draft.settings;
    named.id = source.id;
    named.name = source.name;
    if (!draft.token)
        named.credentialForm = source.credentialForm; // of no meaning without
    return named == source && !draft.token && !draft.proxyPassword;
}

} // namespace

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
    source.id = freeId(m_set.freeId(address, wantedId));
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
        m_statuses.back().name = source.name;
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
    status.name = source.name;
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
    const QString wanted = source.id.isEmpty() && address ? m_set.freeId(address.value()) : source.id;
    source.id = freeId(wanted);
    // The id of a source that is called something else now is no name that people know.
    source.name = source.id == wanted || isNameTaken(wanted) ? QString() : wanted;
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
    // Editing a source of the session is what keeps it, whatever is changed.
    if (isKept(id) && isOnlyName(*source, draft)) {
        if (const auto renamed = rename(id, draft.settings.name); !renamed)
            setNotice(renamed.error().text);
        return;
    }
    ui::SourceDraft wanted = draft;
    if (const auto given = m_given.constFind(id); given != m_given.constEnd()) {
        // From now on it is kept, with the secret that it was started with.
        if (!wanted.token && !given->address.token.isEmpty())
            wanted.token = given->address.token;
        m_given.erase(given);
    }
    settings::SourceSettings &set = wanted.settings;
    set.id = id;
    if (isNameTaken(set.shownName(), id))
        set.name = source->name;
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

Result<void> SourceControl::rename(const QString &id, const QString &name)
{
    SourceSettings *source = find(id);
    const QString wanted = name.trimmed();
    const QString kept = wanted == id ? QString() : wanted;
    if (!source || source->name == kept)
        return {};
    if (const QString &shown = kept.isEmpty() ? id : kept; isNameTaken(shown, id))
        return Error{ErrorCode::Malformed, tr("There is a source named %1 already.").arg(shown)};
    source->name = kept;
    save();
    updateStatuses();
    Q_EMIT changed();
    return {};
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
        // A recording is opened again, which says that it is one; brought back by undo it would count as live.
        if (!removed.given || !removed.given->makeClient)
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
    source.id = freeId(source.id);
    if (isNameTaken(source.shownName()))
        source.name.clear();
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

bool SourceControl::isNameTaken(const QString &name, const QString &butOf) const
{
    return std::any_of(m_sources.begin(), m_sources.end(),
                       [&](const SourceSettings &source) { return source.id != butOf && source.shownName() == name; });
}

/// The wanted one, or with a number. No id is ever what another source is called.
QString SourceControl::freeId(const QString &wanted) const
{
    QString id = wanted;
    for (int number = 2; find(id) || m_set.contains(id) || isNameTaken(id); ++number)
        id = QStringLiteral("%1 (%2)").arg(wanted).arg(number);
    return id;
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
