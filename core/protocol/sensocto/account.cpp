#include "core/protocol/sensocto/account.h"

#include "core/protocol/sensocto/text.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace watchglass::protocol::sensocto {

namespace {

using namespace std::chrono_literals;

Duration retryDelay(int failures)
{
    static constexpr std::array<Duration, 3> delays{1s, 2s, 5s};
    const auto index = static_cast<std::size_t>(std::max(failures - 1, 0));
    return index < delays.size() ? delays[index] : Duration(10s);
}

} // namespace

std::optional<Timestamp> expiryOf(const QString &credential)
{
    const QStringList parts = credential.split(QLatin1Char('.'));
    if (parts.size() != 3)
        return std::nullopt;
    const QByteArray claims = QByteArray::fromBase64(parts[1].toLatin1(), QByteArray::Base64UrlEncoding);
    const QJsonValue expiry = QJsonDocument::fromJson(claims).object().value(QLatin1String("exp"));
    constexpr double latest = 9e9;
    if (!expiry.isDouble() || !(expiry.toDouble() > 0.0) || expiry.toDouble() > latest)
        return std::nullopt;
    return Timestamp::fromMs(static_cast<std::int64_t>(expiry.toDouble()) * 1000);
}

Account::Account(Clock &clock, RestApi &rest, Listener &listener)
    : m_clock(clock)
    , m_rest(rest)
    , m_listener(listener)
    , m_retryTimer(clock.makeTimer([this] { (this->*m_again)(); }))
    , m_renewTimer(clock.makeTimer([this] { renew(); }))
{}

void Account::signIn()
{
    stop();
    verify();
}

void Account::stop()
{
    m_failures = 0;
    m_retryTimer->stop();
    m_renewTimer->stop();
}

void Account::verify()
{
    m_rest.verify([this](const RestAnswer &answer) {
        if (answer.outcome != RestAnswer::Outcome::Ok)
            return handle(answer, &Account::verify);
        m_userId = toText(answer.fields->user.id);
        m_userName = toText(answer.fields->user.name);
        exchange();
    });
}

void Account::exchange()
{
    m_rest.exchange([this](const RestAnswer &answer) {
        if (answer.outcome != RestAnswer::Outcome::Ok)
            return handle(answer, &Account::exchange);
        if (answer.fields->socketToken.empty())
            return m_listener.signInRefused(tr("The server gave no token for its socket: is its version too old?"));
        m_failures = 0;
        const QString token = toText(answer.fields->socketToken);
        armRenewal();
        m_listener.signedIn(m_userId, m_userName, token);
    });
}

void Account::renew()
{
    m_rest.refresh([this](const RestAnswer &answer) {
        if (answer.outcome != RestAnswer::Outcome::Ok)
            return handle(answer, &Account::renew);
        if (!answer.fields->token.empty())
            m_rest.setCredential(toText(answer.fields->token));
        exchange();
    });
}

void Account::handle(const RestAnswer &answer, void (Account::*again)())
{
    if (answer.outcome == RestAnswer::Outcome::Refused)
        return m_listener.signInRefused(answer.text);
    Duration delay = retryDelay(++m_failures);
    if (answer.outcome == RestAnswer::Outcome::TooMany)
        delay = answer.retryAfter.value_or(Duration(1min));
    else if (answer.outcome == RestAnswer::Outcome::NotFound)
        delay = 10s;
    delay = std::max(delay, Duration(1s));
    m_again = again;
    m_retryTimer->start(delay);
    m_listener.signInDelayed(answer.text, delay);
}

void Account::armRenewal()
{
    Duration delay = renewal;
    if (const auto expiry = expiryOf(m_rest.credential())) {
        const Duration left = *expiry - m_clock.now();
        delay = std::clamp(left * 4 / 5, Duration(10s), renewal);
    }
    m_renewTimer->start(delay);
}

} // namespace watchglass::protocol::sensocto
