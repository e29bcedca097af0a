package org.distributedbrain.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;

/** Makes certificates that vouch for themselves: ECDSA P-256, for TLS servers only. */
final class SelfSigned {
    /** Apple's devices refuse server certificates that are valid for more than 825 days. */
    static final Duration VALIDITY = Duration.ofDays(730);

    /** The clock of the device that looks at it may be behind. */
    private static final Duration EARLIER = Duration.ofDays(1);

    private static final int SERIAL_BITS = 127;

    private SelfSigned() {}

    /** @param names host names and IP addresses; at least one */
    static TlsIdentity make(Collection<String> names, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            X500Name subject = new X500Name("CN=The Distributed Brain");
            JcaX509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                    subject,
                    new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE),
                    Date.from(now.minus(EARLIER)),
                    Date.from(now.minus(EARLIER).plus(VALIDITY)),
                    subject,
                    keys.getPublic());
            certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            certificate.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            certificate.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            certificate.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
            return new TlsIdentity(
                    new JcaX509CertificateConverter()
                            .getCertificate(certificate.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))),
                    keys.getPrivate());
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
            throw new IllegalStateException("Every Java has ECDSA on P-256.", e);
        }
    }

    private static GeneralNames alternatives(Collection<String> names) {
        return new GeneralNames(names.stream()
                .map(name ->
                        new GeneralName(IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }
}
