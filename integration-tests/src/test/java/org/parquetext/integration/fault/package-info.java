/** What a write promises when tasks, jobs and file systems fail, step by step and at random. */
package org.parquetext.integration.fault;
