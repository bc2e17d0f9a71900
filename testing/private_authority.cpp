#include "testing/private_authority.hpp"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <stdexcept>

namespace pixferry {
namespace {

constexpr long kDaySeconds = 86'400;

void require_certificate(bool succeeded) {
  if (!succeeded) throw std::runtime_error("OpenSSL makes no certificate");
}

/// What a PEM function of OpenSSL writes.
std::string written(const auto& write) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> memory{BIO_new(BIO_s_mem()), BIO_free};
  require_certificate(write(memory.get()) == 1);
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

X509* unsigned_certificate(EVP_PKEY* key, const std::string& common_name, long serial) {
  X509* const certificate = X509_new();
  const auto* const text = reinterpret_cast<const unsigned char*>(common_name.c_str());
  require_certificate(X509_set_version(certificate, X509_VERSION_3) == 1 &&
                      ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial) == 1 &&
                      X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN",
                                                 MBSTRING_ASC, text, -1, -1, 0) == 1 &&
                      X509_gmtime_adj(X509_getm_notBefore(certificate), -kDaySeconds) != nullptr &&
                      X509_gmtime_adj(X509_getm_notAfter(certificate), kDaySeconds) != nullptr &&
                      X509_set_pubkey(certificate, key) == 1);
  return certificate;
}

void extend(X509* certificate, int what, const std::string& value) {
  const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension{
      X509V3_EXT_conf_nid(nullptr, nullptr, what, value.c_str()), X509_EXTENSION_free};
  require_certificate(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1);
}

bool is_address(const std::string& host) {
  return host.find_first_not_of("0123456789.") == std::string::npos;
}

}  // namespace

void PrivateAuthority::FreeKey::operator()(evp_pkey_st* key) const {
  EVP_PKEY_free(key);
}
void PrivateAuthority::FreeCertificate::operator()(x509_st* certificate) const {
  X509_free(certificate);
}

PrivateAuthority::PrivateAuthority()
    : key_(EVP_EC_gen("P-256")), certificate_(unsigned_certificate(key_.get(), "Nobody", 1)) {
  extend(certificate_.get(), NID_basic_constraints, "critical,CA:TRUE");
  require_certificate(
      X509_set_issuer_name(certificate_.get(), X509_get_subject_name(certificate_.get())) == 1 &&
      X509_sign(certificate_.get(), key_.get(), EVP_sha256()) != 0);
}

PrivateAuthority::~PrivateAuthority() = default;

std::string PrivateAuthority::certificate() const {
  return written([&](BIO* out) { return PEM_write_bio_X509(out, certificate_.get()); });
}

PrivateAuthority::Certified PrivateAuthority::certify(const std::string& host) const {
  const std::unique_ptr<evp_pkey_st, FreeKey> key{EVP_EC_gen("P-256")};
  const std::unique_ptr<x509_st, FreeCertificate> server{unsigned_certificate(key.get(), host, 2)};
  extend(server.get(), NID_subject_alt_name, (is_address(host) ? "IP:" : "DNS:") + host);
  require_certificate(
      X509_set_issuer_name(server.get(), X509_get_subject_name(certificate_.get())) == 1 &&
      X509_sign(server.get(), key_.get(), EVP_sha256()) != 0);
  return {.certificate = written([&](BIO* out) { return PEM_write_bio_X509(out, server.get()); }),
          .key = written([&](BIO* out) {
            return PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
          })};
}

}  // namespace pixferry
