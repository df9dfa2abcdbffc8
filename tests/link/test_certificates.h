#pragma once

#include <QByteArray>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

namespace watchglass::test {

// Made for these tests and used nowhere else: the keys protect nothing. Valid from 2000 to 2199, but for the expired
// one.
struct TestCertificate
{
    QByteArray certificatePem;
    QByteArray keyPem;

    QSslCertificate certificate() const { return QSslCertificate(certificatePem, QSsl::Pem); }
    /// For a server that shows this certificate.
    QSslConfiguration serverSide() const
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(certificate());
        configuration.setPrivateKey(QSslKey(keyPem, QSsl::Ec, QSsl::Pem));
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        return configuration;
    }
};

/// The authority that issued the certificates below; no machine trusts it by itself.
inline QByteArray authorityPem()
{
    return QByteArrayLiteral(R"(-----BEGIN CERTIFICATE-----
MIIBajCCARGgAwIBAgIBATAKBggqhkjOPQQDAjAkMSIwIAYDVQQDDBlXYXRjaGds
YXNzIHRlc3QgYXV0aG9yaXR5MCAXDTAwMDEwMTAwMDAwMFoYDzIxOTkxMjMxMjM1
OTU5WjAkMSIwIAYDVQQDDBlXYXRjaGdsYXNzIHRlc3QgYXV0aG9yaXR5MFkwEwYH
KoZIzj0CAQYIKoZIzj0DAQcDQgAEijyDjZki6crnyZ2jbWV2UZWqbMpDkEzbcKoB
8AC3l3wxejC+Mq8e1VBUefrnbcPPgilnDvI5M1hshTDbiypr0KMyMDAwDwYDVR0T
AQH/BAUwAwEB/zAdBgNVHQ4EFgQUhBMk+NqViEwHMvkepW8BPZKvuK0wCgYIKoZI
zj0EAwIDRwAwRAIgNMzvOAj/J7SaQCFX+CpnUiSek5wYjfy+lS9Qh+WLhL0CICo8
hMvKPO/Y2n8o3+XHJJrJrQXODd/yLp2aN75tJnN7
-----END CERTIFICATE-----
)");
}

/// For localhost and 127.0.0.1, signed by itself.
inline TestCertificate selfSignedCertificate()
{
    return {QByteArrayLiteral(R"(-----BEGIN CERTIFICATE-----
MIIBVjCB/KADAgECAgECMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCWxvY2FsaG9z
dDAgFw0wMDAxMDEwMDAwMDBaGA8yMTk5MTIzMTIzNTk1OVowFDESMBAGA1UEAwwJ
bG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAESYkPolCbTukBx/JR
DFQRzmMb6ZnAqKKnoofT2T1ohzNyhblLYUoQoz1dv/0tMslcCfFJKC6aYegJucm9
yLayj6M9MDswGgYDVR0RBBMwEYIJbG9jYWxob3N0hwR/AAABMB0GA1UdDgQWBBQz
HnpIoUD8q13Latb9h/Krqd27ITAKBggqhkjOPQQDAgNJADBGAiEAsYyT8ThGW5pI
66ugOK4WtjTCSPgV6CkmWzmSebhbu2oCIQDoq2HA4qeqC36xCxJADnwHLXwQhxFg
vAfcnPP2q6i4Cw==
-----END CERTIFICATE-----
)"),
            QByteArrayLiteral(R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgNgFacxCGexjLSo8L
Yyydp+soC05BpxVar6I1szvVcS+hRANCAARJiQ+iUJtO6QHH8lEMVBHOYxvpmcCo
oqeih9PZPWiHM3KFuUthShCjPV2//S0yyVwJ8UkoLpph6Am5yb3ItrKP
-----END PRIVATE KEY-----
)")};
}

/// For localhost and 127.0.0.1, issued by authorityPem().
inline TestCertificate issuedCertificate()
{
    return {QByteArrayLiteral(R"(-----BEGIN CERTIFICATE-----
MIIBhzCCAS2gAwIBAgIBAzAKBggqhkjOPQQDAjAkMSIwIAYDVQQDDBlXYXRjaGds
YXNzIHRlc3QgYXV0aG9yaXR5MCAXDTAwMDEwMTAwMDAwMFoYDzIxOTkxMjMxMjM1
OTU5WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMB
BwNCAARcNwH3xxl0qUOw1+A7yLMvnvKP8s+2OGg6yTras4oM82T11lJew8Y8+hsq
XmmeINFyowvtLz/2OprD2WS1ZUx2o14wXDAaBgNVHREEEzARgglsb2NhbGhvc3SH
BH8AAAEwHQYDVR0OBBYEFK0uhMoG1Mtf9eTKLvn4o+/4iqjLMB8GA1UdIwQYMBaA
FIQTJPjalYhMBzL5HqVvAT2Sr7itMAoGCCqGSM49BAMCA0gAMEUCIQC6kXzq6Xm/
zrgcCbaFKG5p1c4lEUMKJQYin3QtffWH2QIgChyXHc8/YG8Mbff46uanNArU98hA
Yf+P3FI1q5tz1kU=
-----END CERTIFICATE-----
)"),
            QByteArrayLiteral(R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgGHKUtuHt/9vmTowx
1AeEkBq1P9/Mj4YoLgyYjq8GeEKhRANCAARcNwH3xxl0qUOw1+A7yLMvnvKP8s+2
OGg6yTras4oM82T11lJew8Y8+hsqXmmeINFyowvtLz/2OprD2WS1ZUx2
-----END PRIVATE KEY-----
)")};
}

/// For elsewhere.example, issued by authorityPem().
inline TestCertificate elsewhereCertificate()
{
    return {QByteArrayLiteral(R"(-----BEGIN CERTIFICATE-----
MIIBkTCCATegAwIBAgIBBDAKBggqhkjOPQQDAjAkMSIwIAYDVQQDDBlXYXRjaGds
YXNzIHRlc3QgYXV0aG9yaXR5MCAXDTAwMDEwMTAwMDAwMFoYDzIxOTkxMjMxMjM1
OTU5WjAcMRowGAYDVQQDDBFlbHNld2hlcmUuZXhhbXBsZTBZMBMGByqGSM49AgEG
CCqGSM49AwEHA0IABM/xw9c+i5V62YKJmopbAaC9IrVCSUwpIQEULdwdL9BkE98R
YnF5V6XZItQI7Z3/VCPLD8zK+M6wN+UZRMide9ijYDBeMBwGA1UdEQQVMBOCEWVs
c2V3aGVyZS5leGFtcGxlMB0GA1UdDgQWBBRJGEcpyewTJEKDOs9+GNBiF7wQjjAf
BgNVHSMEGDAWgBSEEyT42pWITAcy+R6lbwE9kq+4rTAKBggqhkjOPQQDAgNIADBF
AiAKO9gkZkJwCSegtGBNOCIlwb6kT/rVkST3U0gPlhU4lgIhAP3Flpdq1tOAlfv+
cqeUnLZ7Mt1L/2ynK8DhFtG86FnJ
-----END CERTIFICATE-----
)"),
            QByteArrayLiteral(R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgjJYRJYNs6A884z95
NDp9JrQ6Z4A+zn1C5rE8KqBP8oahRANCAATP8cPXPouVetmCiZqKWwGgvSK1QklM
KSEBFC3cHS/QZBPfEWJxeVel2SLUCO2d/1Qjyw/MyvjOsDflGUTInXvY
-----END PRIVATE KEY-----
)")};
}

/// For localhost and 127.0.0.1, issued by authorityPem(), expired on 2001-02-03.
inline TestCertificate expiredCertificate()
{
    return {QByteArrayLiteral(R"(-----BEGIN CERTIFICATE-----
MIIBhjCCASugAwIBAgIBBTAKBggqhkjOPQQDAjAkMSIwIAYDVQQDDBlXYXRjaGds
YXNzIHRlc3QgYXV0aG9yaXR5MB4XDTAwMDEwMTAwMDAwMFoXDTAxMDIwMzAwMDAw
MFowFDESMBAGA1UEAwwJbG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcD
QgAEEqqm93AcBimai+P81A50M3E9KFXsueUXyiGXbFGNh2iS/2CFkHwP791MxLxX
ON7c7ETOtf3UROdl6ND1h27oG6NeMFwwGgYDVR0RBBMwEYIJbG9jYWxob3N0hwR/
AAABMB0GA1UdDgQWBBTvHv2cwrfKvTkj3FkN6viJN8mICDAfBgNVHSMEGDAWgBSE
EyT42pWITAcy+R6lbwE9kq+4rTAKBggqhkjOPQQDAgNJADBGAiEAugOXhZ7rge0+
kquvjwEz6ftRGPEhgoXDqtG84QykAQ4CIQCq0v4SW+q1+NK0MBxupctsMMTL58Jx
fsbZ66uXjZwypQ==
-----END CERTIFICATE-----
)"),
            QByteArrayLiteral(R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgcx5x8ruEM3FHba7a
jrmrm2IYWN7MAkm/H+vhX7RNH+ehRANCAAQSqqb3cBwGKZqL4/zUDnQzcT0oVey5
5RfKIZdsUY2HaJL/YIWQfA/v3UzEvFc43tzsRM61/dRE52Xo0PWHbugb
-----END PRIVATE KEY-----
)")};
}

} // namespace watchglass::test
