#pragma once

#include <memory>
#include <string>

struct evp_pkey_st;
struct x509_st;

namespace pixferry {

/// A certificate authority that nobody knows, for servers of tests. All texts are PEM.
class PrivateAuthority {
 public:
  struct Certified {
    std::string certificate;
    std::string key;
  };

  PrivateAuthority();
  ~PrivateAuthority();

  std::string certificate() const;
  /// A certificate for a host name or an IPv4 address, valid today.
  Certified certify(const std::string& host) const;

 private:
  struct FreeKey {
    void operator()(evp_pkey_st* key) const;
  };
  struct FreeCertificate {
    void operator()(x509_st* certificate) const;
  };
  std::unique_ptr<evp_pkey_st, FreeKey> key_;
  std::unique_ptr<x509_st, FreeCertificate> certificate_;
};

}  // namespace pixferry
