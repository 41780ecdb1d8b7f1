package dev.roundup.schemas.registry;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/** Trust and keys of a connection, from Kafka's own {@code ssl.*} settings. */
final class Tls {
  /** The keys, with their types and defaults. */
  static final ConfigDef KEYS = new ConfigDef().withClientSslSupport();

  private Tls() {}

  /**
   * The JDK's HTTP client checks that a certificate is of the host that it speaks to, always. An
   * empty {@code ssl.endpoint.identification.algorithm} switches that off.
   */
  static SSLContext context(Map<String, String> ssl) {
    Map<String, Object> parsed = KEYS.parse(ssl);
    Object algorithm = parsed.get(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG);
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(parsed);
      return algorithm == null || algorithm.toString().isBlank()
          ? forAnyHost(factory, parsed)
          : factory.sslContext();
    }
  }

  /**
   * For a client that speaks no TLS: without it the JDK's client would read all the certificates
   * that the JDK trusts, a tenth of a second of every start.
   */
  static SSLContext trustingNobody() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK has no TLS", e);
    }
  }

  private static SSLContext forAnyHost(
      DefaultSslEngineFactory factory, Map<String, Object> parsed) {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(factory.keystore(), keyPassword(parsed));
      SSLContext context =
          SSLContext.getInstance((String) parsed.get(SslConfigs.SSL_PROTOCOL_CONFIG));
      context.init(
          keys.getKeyManagers(),
          new TrustManager[] {new AnyHost(trust(factory.truststore()))},
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new KafkaException("TLS to the schema registry cannot be set up: " + e.getMessage(), e);
    }
  }

  private static char[] keyPassword(Map<String, Object> parsed) {
    Object own = parsed.get(SslConfigs.SSL_KEY_PASSWORD_CONFIG);
    Object password = own == null ? parsed.get(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG) : own;
    return password instanceof Password secret ? secret.value().toCharArray() : null;
  }

  private static X509ExtendedTrustManager trust(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return Arrays.stream(trust.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("the JDK has no trust manager for X.509"));
  }

  /** Checks who has signed a certificate, not whose it is. */
  private static final class AnyHost extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager signatures;

    private AnyHost(X509ExtendedTrustManager signatures) {
      this.signatures = signatures;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      signatures.checkServerTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      signatures.checkServerTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      signatures.checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      signatures.checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      signatures.checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      signatures.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return signatures.getAcceptedIssuers();
    }
  }
}
