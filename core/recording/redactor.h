#pragma once

#include "core/protocol/source_client.h"

#include <QByteArray>
#include <QByteArrayView>

#include <bitset>
#include <vector>

namespace watchglass::recording {

/// Takes secrets out of what a session keeps of one source; asterisks of the same length stand for all of them but
/// colons, so that lengths and texts that hold them stay what they were. Secrets are
/// - the source's own, wherever they stand: its token and each word of it of four characters or more, proxy password,
///   headers and what its address holds; as they are, percent-encoded, inside JSON, and in base64;
/// - whoever's they are: the text after a JSON key or of an item of an address or form whose name says that it is one
///   ("token", "access_token", "password", "client-secret", "apiKey" …), and the headers Authorization and Cookie.
/// One pass over the bytes.
/// Thread: any; immutable.
class Redactor
{
public:
    explicit Redactor(const protocol::SourceAddress &address);

    /// Whether anything had to be taken out. Bytes without secrets are not copied.
    bool redact(QByteArray &bytes) const;
    QString redacted(const QString &text) const;
    /// The same for the next piece of an endless text, where a secret of the source's own may lie across the cut.
    /// `rest` is what of one is still to come, and empty at first. A piece that ends as one begins, by eight characters
    /// or more, is taken to be one.
    bool redactPiece(QByteArray &bytes, QByteArray &rest) const;

private:
    struct Range
    {
        qsizetype begin;
        qsizetype end;
    };

    void addSecret(const QByteArray &secret);
    void addPlain(const QByteArray &secret);
    void addTrigger(char first, char second);
    std::vector<Range> secretsIn(QByteArrayView bytes) const;
    qsizetype ownSecretAt(QByteArrayView bytes, qsizetype at) const;

    std::vector<QByteArray> m_secrets; ///< The longest first.
    std::bitset<65536> m_triggers;     ///< Pairs of bytes at which something may begin.
};

/// Whether a name of a JSON key, an item or a header says that its value is a secret.
bool namesSecret(QByteArrayView name);

} // namespace watchglass::recording
