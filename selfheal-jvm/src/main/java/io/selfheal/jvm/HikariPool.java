package io.selfheal.jvm;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** A HikariCP pool as its {@code HikariPoolMXBean} and {@code HikariConfigMXBean} tell of it. */
final class HikariPool implements LeasedPool {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final ObjectName pool;
    private final ObjectName config;

    HikariPool(String poolName) {
        this.pool = named("Pool (" + poolName + ")");
        this.config = named("PoolConfig (" + poolName + ")");
    }

    @Override
    public int size() {
        return number(config, "MaximumPoolSize");
    }

    @Override
    public int inUse() {
        return number(pool, "ActiveConnections");
    }

    @Override
    public int waiting() {
        return number(pool, "ThreadsAwaitingConnection");
    }

    @Override
    public void recycle() {
        try {
            server.invoke(pool, "softEvictConnections", new Object[0], new String[0]);
        } catch (JMException e) {
            throw new IllegalStateException(
                    "no softEvictConnections() at " + pool + ": set registerMbeans=true and check the pool's name", e);
        }
    }

    private int number(ObjectName bean, String attribute) {
        try {
            return ((Number) server.getAttribute(bean, attribute)).intValue();
        } catch (JMException e) {
            throw new IllegalStateException(
                    "no " + attribute + " at " + bean + ": set registerMbeans=true and check the pool's name", e);
        }
    }

    private static ObjectName named(String type) {
        try {
            return new ObjectName("com.zaxxer.hikari:type=" + type);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(
                    "\"" + type + "\" does not fit into a bean's name: use a poolName without , = : * ? and quotes", e);
        }
    }
}
