#include "core/settings/keychain_credentials.h"

#include <qt6keychain/keychain.h>

#include <utility>

namespace watchglass::settings {

namespace {

QString service()
{
    return QStringLiteral("Watchglass");
}

/// One request to the keychain, which is answered once: by the keychain or by the end of patience.
struct Request
{
    std::function<void(const Result<void> &, QKeychain::Job *)> done;
    std::unique_ptr<Timer> timer;

    void answer(const Result<void> &result, QKeychain::Job *job)
    {
        const std::unique_ptr<Timer> spent = std::move(timer); // it may be what calls
        if (const auto call = std::exchange(done, nullptr))
            call(result, job);
    }
};

} // namespace

KeychainCredentials::KeychainCredentials(Clock &clock)
    : m_clock(clock)
{}

void KeychainCredentials::read(const QString &key, Read done)
{
    run(new QKeychain::ReadPasswordJob(service()), key, [done](const Result<void> &result, QKeychain::Job *job) {
        if (!result)
            return done(result.error());
        done(job ? static_cast<QKeychain::ReadPasswordJob *>(job)->textData() : QString());
    });
}

void KeychainCredentials::write(const QString &key, const QString &secret, Written done)
{
    auto *job = new QKeychain::WritePasswordJob(service());
    job->setTextData(secret);
    run(job, key, [done](const Result<void> &result, QKeychain::Job *) {
        if (!result)
            return done(result.error());
        done(Keeping::Keychain);
    });
}

void KeychainCredentials::remove(const QString &key, Removed done)
{
    run(new QKeychain::DeletePasswordJob(service()), key,
        [done](const Result<void> &result, QKeychain::Job *) { done(result); });
}

/// The job deletes itself when it is over. Until then it is left alone, as the keychain's library knows it by address.
void KeychainCredentials::run(QKeychain::Job *job, const QString &key, Finished done)
{
    auto request = std::make_shared<Request>();
    request->done = std::move(done);
    const std::weak_ptr<char> life = m_life;
    request->timer = m_clock.makeTimer([request, life] {
        if (!life.expired())
            request->answer(Error{ErrorCode::Unreachable, tr("The system's keychain does not answer.")}, nullptr);
    });
    request->timer->start(patience);
    job->setInsecureFallback(false);
    job->setKey(key);
    QObject::connect(job, &QKeychain::Job::finished, job, [request, life](QKeychain::Job *finished) {
        if (life.expired())
            return;
        if (finished->error() == QKeychain::EntryNotFound)
            request->answer({}, nullptr);
        else if (finished->error() == QKeychain::NoError)
            request->answer({}, finished);
        else
            request->answer(Error{ErrorCode::Unreachable,
                                  tr("The system's keychain does not answer: %1").arg(finished->errorString())},
                            nullptr);
    });
    job->start();
}

} // namespace watchglass::settings
